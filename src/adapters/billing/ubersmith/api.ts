// Ubersmith's calls: one address, the method's name as `method`, HTTP Basic. `status` decides, not HTTP.
import { z } from 'zod';
import { err, ok, type Result } from '#core/result.ts';
import type { BillingCode, BillingFailure } from '#ports/billing-system.ts';
import { createBillingClient } from '../wire/billing-client.ts';
import type { CallKind } from '../wire/failure.ts';
import type { FormFields } from '../wire/form-body.ts';
import { optionalText } from '../wire/php-values.ts';
import { refusalReader } from '../wire/refusal-code.ts';
import type { UbersmithSettings } from './settings.ts';

/** All services of a client come in one answer, about a kilobyte each. */
const MAX_BODY_BYTES = 8_000_000;

export interface UbersmithApi {
  /** The `data` of a call that Ubersmith says was a success. */
  call(
    kind: CallKind,
    method: string,
    fields: FormFields,
  ): Promise<Result<unknown, BillingFailure>>;
  failure(kind: CallKind, code: BillingCode, detail: string): BillingFailure;
}

const envelope = z.object({
  status: z.boolean(),
  error_code: optionalText,
  error_message: optionalText,
  data: z.unknown().optional(),
});

export function createUbersmithApi(settings: UbersmithSettings): UbersmithApi {
  const { url, apiPath, apiUser, apiToken, timeoutMs, fetch } = settings;
  const codeOf = refusalReader(settings.refusalWords);
  const client = createBillingClient({
    timeoutMs,
    fetch,
    maxBodyBytes: MAX_BODY_BYTES,
    secrets: [apiToken],
  });
  const headers = { authorization: `Basic ${base64(`${apiUser}:${apiToken}`)}` };

  async function call(
    kind: CallKind,
    method: string,
    fields: FormFields,
  ): Promise<Result<unknown, BillingFailure>> {
    const answer = await client.call({
      kind,
      method: 'POST',
      // In both places: the vendor's client reads it from the query, others from the form.
      url: `${url}${apiPath}?method=${method}`,
      fields: { method, ...fields },
      headers,
    });
    if (!answer.ok) return answer;
    const { status, json } = answer.value;
    const parsed = envelope.safeParse(json);
    if (!parsed.success) return err(notAnEnvelope(kind, method, status));
    if (parsed.data.status && status < 300) return ok(parsed.data.data);
    const { error_code: number, error_message: said } = parsed.data;
    const detail = `${method}: HTTP ${status}, refused with error ${number || 'unnamed'}`;
    return err(client.failure(kind, codeOf(status, said), detail));
  }

  function notAnEnvelope(kind: CallKind, method: string, status: number): BillingFailure {
    if (status >= 400) {
      return client.failure(kind, codeOf(status, ''), `${method}: HTTP ${status}`);
    }
    const detail = `${method}: an answer without status and data`;
    return client.failure(kind, 'billing_answer_malformed', detail);
  }

  return { call, failure: client.failure };
}

/** `btoa` takes Latin-1 alone. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
