// Calls as they are, for what the adapter hides on purpose: the exact shapes and words of the answers.
import type { ContractSettings } from '../settings.ts';
import { type Door, jsonOf } from './door.ts';

const TIMEOUT_MS = 60_000;

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

export type Raw = (action: string, fields?: Readonly<Record<string, string>>) => Promise<RawAnswer>;

export function createRaw(settings: ContractSettings, door: Door): Raw {
  const url = `${settings.CONTRACT_WHMCS_URL.replace(/\/+$/, '')}/includes/api.php`;
  return async (action, fields = {}) => {
    const body = new URLSearchParams({
      action,
      responsetype: 'json',
      identifier: settings.CONTRACT_WHMCS_IDENTIFIER,
      secret: settings.CONTRACT_WHMCS_SECRET,
      ...(settings.CONTRACT_WHMCS_ACCESS_KEY && { accesskey: settings.CONTRACT_WHMCS_ACCESS_KEY }),
      ...fields,
    });
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await door.fetch(url, { method: 'POST', body, redirect: 'manual', signal });
    const text = await answer.text();
    const json = jsonOf(text);
    return {
      status: answer.status,
      text,
      json: typeof json === 'object' && json !== null ? (json as RawAnswer['json']) : {},
    };
  };
}

/** The rows of `{invoices: {invoice: […]}}` in whatever shape they come. */
export function rowsOf(
  answer: RawAnswer,
  list: string,
  row: string,
): readonly Readonly<Record<string, unknown>>[] {
  const nested = answer.json[list];
  const inner = isRecord(nested) && row in nested ? nested[row] : nested;
  if (Array.isArray(inner)) return inner.filter(isRecord);
  if (!isRecord(inner)) return [];
  return Object.keys(inner).every((key) => /^\d+$/.test(key))
    ? Object.values(inner).filter(isRecord)
    : [inner];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
