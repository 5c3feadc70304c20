import { type FormFields, formBody } from '../../src/adapters/billing/wire/form-body.ts';
import type { Door } from '../door.ts';
import { type RawAnswer, sendRaw } from '../raw.ts';
import type { HostbillContractSettings } from './connect.ts';

export type Raw = (call: string, fields?: FormFields) => Promise<RawAnswer>;

export function createRaw(settings: HostbillContractSettings, door: Door): Raw {
  const { url, apiPath, apiId, apiKey } = settings;
  return (call, fields = {}) => {
    const body = formBody({ api_id: apiId, api_key: apiKey, call, ...fields });
    return sendRaw(door, url + apiPath, { method: 'POST', body });
  };
}
