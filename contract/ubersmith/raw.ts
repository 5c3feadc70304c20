import { type FormFields, formBody } from '../../src/adapters/billing/wire/form-body.ts';
import type { Door } from '../door.ts';
import { type RawAnswer, sendRaw } from '../raw.ts';
import type { UbersmithContractSettings } from './connect.ts';

export type Raw = (method: string, fields?: FormFields) => Promise<RawAnswer>;

export function createRaw(settings: UbersmithContractSettings, door: Door): Raw {
  const { url, apiPath, apiUser, apiToken } = settings;
  const key = Buffer.from(`${apiUser}:${apiToken}`).toString('base64');
  return (method, fields = {}) =>
    sendRaw(door, `${url}${apiPath}?method=${method}`, {
      method: 'POST',
      headers: { authorization: `Basic ${key}` },
      body: formBody({ method, ...fields }),
    });
}
