/**
 * The one door to the provider: JSON, a time limit that covers the body, a size limit, no redirect, and every failure as an
 * `IdentityFailure`. It repeats nothing. Whatever went wrong, the person may begin again: nothing is stored over there.
 */
import { readOutsideJson } from '#core/parse-outside-json.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { IdentityCode, IdentityFailure } from '#ports/identity-provider.ts';
import { type CallLimits, outboundCall } from '../http/outbound-call.ts';
import { readText } from '../http/read-text.ts';

/** Metadata, keys and claims have a few KB. */
const MAX_BODY_BYTES = 200_000;

export interface OpenIdAnswer {
  readonly status: number;
  readonly json: unknown;
}

export interface OpenIdCall {
  readonly url: string;
  /** A POST with this form. */
  readonly form?: Readonly<Record<string, string>>;
  readonly bearer?: string;
}

export type OpenIdClient = (call: OpenIdCall) => Promise<Result<OpenIdAnswer, IdentityFailure>>;

export function createOpenIdClient(limits: CallLimits): OpenIdClient {
  return async function call(asked) {
    const answered = await outboundCall(limits, asked.url, requestOf(asked), async (response) => {
      const text = await readText(response, MAX_BODY_BYTES);
      const { status } = response;
      if (!text.ok) return malformed(`HTTP ${status} with more than ${MAX_BODY_BYTES} bytes`);
      return readAnswer(status, text.value);
    });
    if (answered.ok) return answered.value;
    return answered.error.why === 'slow'
      ? fail('unavailable', 'identity_slow', `no complete answer within ${limits.timeoutMs} ms`)
      : fail('unavailable', 'identity_unreachable', 'no answer');
  };
}

function requestOf({ form, bearer }: OpenIdCall): RequestInit {
  const headers = {
    accept: 'application/json',
    ...(bearer && { authorization: `Bearer ${bearer}` }),
  };
  return form ? { headers, method: 'POST', body: new URLSearchParams(form) } : { headers };
}

/** A text of theirs does not get into a detail: it may repeat a code or a token. */
function readAnswer(status: number, text: string): Result<OpenIdAnswer, IdentityFailure> {
  if (status >= 500 || status === 429) {
    return fail('unavailable', 'identity_unreachable', `HTTP ${status}`);
  }
  const json = readOutsideJson(text);
  return json === undefined
    ? malformed(`HTTP ${status} without readable JSON`)
    : ok({ status, json });
}

export function malformed(detail: string) {
  return fail('unavailable', 'identity_answer_malformed', detail);
}

export function rejected(code: IdentityCode, detail: string) {
  return fail('rejected', code, detail);
}

function fail(
  disposition: IdentityFailure['disposition'],
  code: IdentityCode,
  detail: string,
): Result<never, IdentityFailure> {
  return err({ disposition, code, detail });
}
