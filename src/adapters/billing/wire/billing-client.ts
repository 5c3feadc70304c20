/**
 * The one door to a billing system: a form with PHP brackets in the body or the query, a time limit that covers the
 * body, a size limit, and every failure as a `BillingFailure`. It repeats nothing, and it follows no redirect, which
 * would take the key along and turn a POST into a GET.
 */
import { err, ok, type Result } from '#core/result.ts';
import { withoutAddresses } from '#core/without-addresses.ts';
import type { BillingFailure } from '#ports/billing-system.ts';
import { type CallLimits, outboundCall, wordsOf } from '../../http/outbound-call.ts';
import { readText } from '../../http/read-text.ts';
import { billingFailure, type CallKind } from './failure.ts';
import { type FormFields, formBody } from './form-body.ts';
import { readJson } from './read-json.ts';

export interface BillingClientOptions extends CallLimits {
  readonly maxBodyBytes: number;
  /** Keys and the like: if their answer repeats one, it does not get into a detail. */
  readonly secrets: readonly string[];
}

export interface BillingCall {
  /** What it does over there; decides what a missing answer means. */
  readonly kind: CallKind;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  /** In the query of a GET, else in the body. */
  readonly fields: FormFields;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What their application said. Whether it is a yes is for the vendor's adapter: HTTP 200 often is not. */
export interface BillingAnswer {
  /** 200 to 299, or 400 to 499. */
  readonly status: number;
  /** Parsed, never undefined. */
  readonly json: unknown;
}

export interface BillingClient {
  call(call: BillingCall): Promise<Result<BillingAnswer, BillingFailure>>;
  /** A failure with a text of theirs, without secrets and people's addresses. */
  failure(kind: CallKind, code: BillingFailure['code'], detail: string): BillingFailure;
}

export function createBillingClient(options: BillingClientOptions): BillingClient {
  const { timeoutMs, maxBodyBytes } = options;
  const secrets = options.secrets.filter((secret) => secret !== '');

  function failure(kind: CallKind, code: BillingFailure['code'], detail: string): BillingFailure {
    return billingFailure(kind, code, withoutSecrets(detail, secrets));
  }

  async function call(call: BillingCall): Promise<Result<BillingAnswer, BillingFailure>> {
    const [url, init] = requestOf(call);
    const answered = await outboundCall(options, url, init, async (response) => {
      const text = await readText(response, maxBodyBytes);
      if (text.ok) return answerOf(call.kind, response.status, text.value);
      const detail = `HTTP ${response.status} with more than ${maxBodyBytes} bytes`;
      return err(failure(call.kind, 'billing_answer_malformed', detail));
    });
    if (answered.ok) return answered.value;
    if (answered.error.why === 'slow') {
      return err(failure(call.kind, 'billing_slow', `no complete answer within ${timeoutMs} ms`));
    }
    return err(failure(call.kind, 'billing_unreachable', wordsOf(answered.error)));
  }

  return { call, failure };
}

function requestOf(call: BillingCall): [string, RequestInit] {
  const form = formBody(call.fields);
  const headers = { accept: 'application/json', ...call.headers };
  const init = { method: call.method, headers };
  if (call.method !== 'GET') return [call.url, { ...init, body: form }];
  const query = form.size > 0 ? `${call.url.includes('?') ? '&' : '?'}${form}` : '';
  return [call.url + query, init];
}

function answerOf(
  kind: CallKind,
  status: number,
  text: string,
): Result<BillingAnswer, BillingFailure> {
  const fail = (code: BillingFailure['code'], what: string) =>
    err(billingFailure(kind, code, `HTTP ${status}${what}`));
  if (status >= 300 && status < 400) {
    return fail('billing_wrong_address', ': a redirect; the address must be the final one');
  }
  if (status === 408 || status === 425 || status === 429) return fail('billing_rate_limited', '');
  if (status >= 500) return fail('billing_error', '');
  const json = readJson(text);
  if (json !== undefined) return ok({ status, json });
  const what = /<html|<!doctype/i.test(text) ? ' with a web page' : ' without readable JSON';
  // Their application answers in JSON also when it refuses: a page is what stands before it, a firewall or a proxy.
  if (status === 401) return fail('billing_refused_key', what);
  if (status === 403) return fail('billing_address_blocked', what);
  if (status === 404) return fail('billing_wrong_address', what);
  return fail('billing_answer_malformed', what);
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) clean = clean.replaceAll(secret, '[…]');
  return withoutAddresses(clean, '[…]');
}
