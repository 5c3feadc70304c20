import { describe, expect, it } from 'vitest';
import { connectBlesta } from '../../contract/blesta/connect.ts';
import { connectHostbill } from '../../contract/hostbill/connect.ts';
import { connectUbersmith } from '../../contract/ubersmith/connect.ts';
import { connectWhmcs } from '../../contract/whmcs/connect.ts';

const SYSTEMS = [
  ['WHMCS', connectWhmcs, { IDENTIFIER: 'i', SECRET: 's' }],
  ['BLESTA', connectBlesta, { API_USER: 'u', API_KEY: 'k' }],
  ['HOSTBILL', connectHostbill, { API_ID: 'i', API_KEY: 'k' }],
  ['UBERSMITH', connectUbersmith, { API_USER: 'u', API_TOKEN: 't', CURRENCY: 'EUR' }],
] as const;

const URL = 'https://billing.example.net/there';

describe.each(SYSTEMS)('the settings of %s', (name, connect, own) => {
  const prefixed = (fields: Readonly<Record<string, string | undefined>>) =>
    Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [`CONTRACT_${name}_${key}`, value]),
    );

  it('start a run only when a second variable names the very address', () => {
    expect(connect(prefixed({ ...own, URL, CONFIRM: URL }))).toHaveProperty('door');
    for (const confirm of [undefined, 'yes', 'https://billing.example.net']) {
      const said = connect(prefixed({ ...own, URL, CONFIRM: confirm }));
      expect(String(said)).toContain(`CONTRACT_${name}_CONFIRM: must repeat ${URL}`);
    }
  });

  it('name each that is missing', () => {
    const said = String(connect({}));
    for (const key of ['URL', ...Object.keys(own)]) {
      expect(said).toContain(`CONTRACT_${name}_${key}: `);
    }
  });
});
