/** The emulator also runs inside workerd: keys, timers, streams and hung-up callers differ there. */
import { describe, expect, it } from 'vitest';
import { API_IDENTIFIER, API_SECRET } from '../../../src/emulators/whmcs/credentials.ts';
import { startInWorkerd } from '../support/in-workerd.ts';

const WORKER = `
  import { Hono } from 'hono';
  import { createWhmcs } from './src/emulators/whmcs/whmcs.ts';
  const whmcs = createWhmcs({ basePath: '/emulators', nowMs: () => Date.now() });
  export default new Hono().route('/emulators', whmcs);
`;

/** A runtime of its own has to start. */
const PATIENCE_MS = 30_000;

describe('createWhmcs', () => {
  it(
    'works in workerd: calls, lost replies, late commits, signing keys',
    async () => {
      const { origin } = await startInWorkerd(WORKER);
      const url = `${origin}/emulators/whmcs`;
      const api = async (action: string, fields: Record<string, string>, signal?: AbortSignal) => {
        const body = new URLSearchParams({
          ...{ action, identifier: API_IDENTIFIER, secret: API_SECRET, responsetype: 'json' },
          ...fields,
        });
        const headers = { connection: 'close' };
        const init = { method: 'POST', body, headers, ...(signal ? { signal } : {}) };
        const reply = await fetch(`${url}/includes/api.php`, init);
        return JSON.parse(await reply.text());
      };
      const control = (command: unknown) =>
        fetch(`${url}/control`, { method: 'POST', body: JSON.stringify(command) });
      const count = async () => (await api('GetInvoices', {})).totalresults;

      const person = { firstname: 'Ann', lastname: 'Lee', email: 'ann@example.com' };
      await api('AddClient', { ...person, password2: 'Abcdef123', skipvalidation: '1' });
      const invoice = { userid: '1', draft: '1', itemdescription1: 'web-1', itemamount1: '6.63' };
      expect((await api('CreateInvoice', invoice)).status).toBe('Draft');

      await control({ path: '/CreateInvoice', loseReply: true });
      await expect(api('CreateInvoice', invoice)).rejects.toThrow();
      expect(await count()).toBe(2);

      await control({ path: '/CreateInvoice', delayMs: 300 });
      const caller = new AbortController();
      const late = api('CreateInvoice', invoice, caller.signal);
      setTimeout(() => caller.abort(), 50);
      await expect(late).rejects.toThrow();
      await expect.poll(count, { timeout: 10_000 }).toBe(3);

      const { keys } = JSON.parse(await (await fetch(`${url}/oauth/certs.php`)).text());
      expect(keys[0]).toMatchObject({ kty: 'RSA', alg: 'RS256' });
      expect(await (await fetch(`${url}/`)).text()).toContain('ann@example.com');
    },
    PATIENCE_MS,
  );
});
