import type { Door } from '../door.ts';
import { isRecord, type RawAnswer, type Row, rowsIn, sendRaw } from '../raw.ts';
import type { WhmcsContractSettings } from './connect.ts';

export type Raw = (action: string, fields?: Readonly<Record<string, string>>) => Promise<RawAnswer>;

export function createRaw(settings: WhmcsContractSettings, door: Door): Raw {
  const { url, identifier, secret, accessKey } = settings;
  return (action, fields = {}) => {
    const body = new URLSearchParams({
      action,
      responsetype: 'json',
      identifier,
      secret,
      ...(accessKey && { accesskey: accessKey }),
      ...fields,
    });
    return sendRaw(door, `${url}/includes/api.php`, { method: 'POST', body });
  };
}

/** The rows of `{invoices: {invoice: […]}}` in whatever shape they come. */
export function rowsOf(answer: RawAnswer, list: string, row: string): readonly Row[] {
  const nested = answer.json[list];
  return rowsIn(isRecord(nested) && row in nested ? nested[row] : nested);
}
