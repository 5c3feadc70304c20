import { type FormFields, formBody } from '../../src/adapters/billing/wire/form-body.ts';
import type { Door } from '../door.ts';
import { type RawAnswer, sendRaw } from '../raw.ts';
import type { BlestaContractSettings } from './connect.ts';

export interface Raw {
  get(method: string, fields?: FormFields): Promise<RawAnswer>;
  post(method: string, fields: FormFields): Promise<RawAnswer>;
  put(method: string, fields: FormFields): Promise<RawAnswer>;
  /** With a body of JSON, which no vendor page mentions. */
  putJson(method: string, fields: Readonly<Record<string, string>>): Promise<RawAnswer>;
}

export function createRaw(settings: BlestaContractSettings, door: Door): Raw {
  const headers = {
    'blesta-api-user': settings.apiUser,
    'blesta-api-key': settings.apiKey,
  };
  const address = (method: string) => `${settings.url}${settings.apiPath}/${method}.json`;
  const send = (verb: string, method: string, fields: FormFields) =>
    sendRaw(door, address(method), { method: verb, headers, body: formBody(fields) });
  return {
    get: (method, fields = {}) =>
      sendRaw(door, `${address(method)}?${formBody(fields)}`, { method: 'GET', headers }),
    post: (method, fields) => send('POST', method, fields),
    put: (method, fields) => send('PUT', method, fields),
    putJson: (method, fields) =>
      sendRaw(door, address(method), {
        method: 'PUT',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(fields),
      }),
  };
}
