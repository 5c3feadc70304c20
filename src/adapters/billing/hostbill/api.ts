// HostBill's calls: one address, the method's name in `call`, id and key in the body. `success` decides, not HTTP.
import { z } from 'zod';
import { err, ok, type Result } from '#core/result.ts';
import type { BillingCode, BillingFailure } from '#ports/billing-system.ts';
import { createBillingClient } from '../wire/billing-client.ts';
import type { CallKind } from '../wire/failure.ts';
import type { FormFields } from '../wire/form-body.ts';
import { refusalReader } from '../wire/refusal-code.ts';
import type { HostbillSettings } from './settings.ts';

const MAX_BODY_BYTES = 4_000_000;

export interface HostbillApi {
  /** The whole answer of a call that HostBill says was a success. */
  call(
    kind: CallKind,
    method: string,
    fields: FormFields,
  ): Promise<Result<unknown, BillingFailure>>;
  /** A form to another of its pages, without the key. */
  post(path: string, fields: FormFields): Promise<Result<unknown, BillingFailure>>;
  failure(kind: CallKind, code: BillingCode, detail: string): BillingFailure;
}

const envelope = z.object({ success: z.unknown(), error: z.unknown().optional() });

export function createHostbillApi(settings: HostbillSettings): HostbillApi {
  const { url, apiPath, apiId, apiKey, timeoutMs, fetch } = settings;
  const codeOf = refusalReader(settings.refusalWords);
  const client = createBillingClient({
    timeoutMs,
    fetch,
    maxBodyBytes: MAX_BODY_BYTES,
    secrets: [apiKey, settings.autologin?.secret ?? ''],
  });

  async function post(kind: CallKind, name: string, path: string, fields: FormFields) {
    const answer = await client.call({ kind, method: 'POST', url: url + path, fields });
    if (!answer.ok) return answer;
    const { status, json } = answer.value;
    const parsed = envelope.safeParse(json);
    if (parsed.success && isTrue(parsed.data.success)) return ok(json);
    const said = parsed.success ? saidIn(parsed.data.error) : '';
    if (said === '' && status < 300 && !(parsed.success && isFalse(parsed.data.success))) {
      const detail = `${name}: an answer that is neither a success nor a failure`;
      return err(client.failure(kind, 'billing_answer_malformed', detail));
    }
    const detail = `${name}: HTTP ${status}, refused`;
    return err(client.failure(kind, codeOf(status, said), detail));
  }

  return {
    call(kind, method, fields) {
      const sent = { api_id: apiId, api_key: apiKey, call: method, ...fields };
      return post(kind, method, apiPath, sent);
    },
    post: (path, fields) => post('read', path, path, fields),
    failure: client.failure,
  };
}

/** PHP gives truth as true, 1 or "1". */
function isTrue(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true';
}

function isFalse(value: unknown): boolean {
  return value === false || value === 0 || value === '0' || value === 'false';
}

/** `error` is a list or a map of sentences, sometimes one. */
export function saidIn(error: unknown): string {
  if (typeof error === 'string') return error;
  if (typeof error !== 'object' || error === null) return '';
  return Object.values(error).map(saidIn).filter(Boolean).join(' ');
}
