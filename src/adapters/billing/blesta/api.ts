// Blesta's calls: `/{model}/{method}.json`, two headers, `{"response": X}` or `{"message", "errors"}`.
import { z } from 'zod';
import { err, ok, type Result } from '#core/result.ts';
import type { BillingCode, BillingFailure } from '#ports/billing-system.ts';
import { createBillingClient } from '../wire/billing-client.ts';
import type { CallKind } from '../wire/failure.ts';
import type { FormFields } from '../wire/form-body.ts';
import type { BlestaSettings } from './settings.ts';

/** A page of invoices with their lines stays far below. */
const MAX_BODY_BYTES = 4_000_000;

export interface BlestaApi {
  /** What the method returned; `false` is Blesta's word for "not there". */
  get(method: string, fields: FormFields): Promise<Result<unknown, BlestaFault>>;
  write(
    verb: 'POST' | 'PUT',
    method: string,
    fields: FormFields,
  ): Promise<Result<unknown, BlestaFault>>;
  failure(kind: CallKind, code: BillingCode, detail: string): BillingFailure;
}

export interface BlestaFault extends BillingFailure {
  /** What is wrong with which field, as `username.unique`; the sentences beside it may hold people's data. */
  readonly faults: readonly string[];
}

const answered = z.object({ response: z.unknown() });
const refused = z.object({ errors: z.record(z.string(), z.unknown()) });
/** Older versions put the model around it. */
const refusedByModel = z.record(z.string(), refused);

export function createBlestaApi(settings: BlestaSettings): BlestaApi {
  const { url, apiPath, apiUser, apiKey, timeoutMs, fetch } = settings;
  const client = createBillingClient({
    timeoutMs,
    fetch,
    maxBodyBytes: MAX_BODY_BYTES,
    secrets: [apiKey],
  });
  const headers = { 'blesta-api-user': apiUser, 'blesta-api-key': apiKey };

  async function call(
    kind: CallKind,
    verb: 'GET' | 'POST' | 'PUT',
    method: string,
    fields: FormFields,
  ): Promise<Result<unknown, BlestaFault>> {
    const address = `${url}${apiPath}/${method}.json`;
    const answer = await client.call({ kind, method: verb, url: address, fields, headers });
    if (!answer.ok) return err({ ...answer.error, faults: [] });
    const { status, json } = answer.value;
    const faults = faultsIn(json);
    if (status < 300 && faults.length === 0) {
      const parsed = answered.safeParse(json);
      // Zod reads a missing key as undefined.
      if (parsed.success && parsed.data.response !== undefined) return ok(parsed.data.response);
      const detail = `${method}: an answer without a response`;
      return err({ ...client.failure(kind, 'billing_answer_malformed', detail), faults });
    }
    const said = faults.length > 0 ? `: ${faults.join(', ')}` : '';
    const detail = `${method}: HTTP ${status}${said}`;
    return err({ ...client.failure(kind, codeOf(status), detail), faults });
  }

  return {
    get: (method, fields) => call('read', 'GET', method, fields),
    write: (verb, method, fields) => call('write', verb, method, fields),
    failure: client.failure,
  };
}

/** HTTP 200 is no success where `errors` lies beside or instead of the response. */
function faultsIn(json: unknown): string[] {
  const plain = refused.safeParse(json);
  if (plain.success) return faultNames(plain.data.errors);
  const byModel = refusedByModel.safeParse(json);
  return Object.values(byModel.data ?? {}).flatMap(({ errors }) => faultNames(errors));
}

function faultNames(errors: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(errors).flatMap(([field, codes]) =>
    typeof codes === 'object' && codes !== null
      ? Object.keys(codes).map((code) => `${field}.${code}`)
      : [field],
  );
}

function codeOf(status: number): BillingCode {
  if (status === 401) return 'billing_refused_key';
  if (status === 403) return 'billing_not_permitted';
  if (status === 404) return 'billing_wrong_address';
  return 'billing_rejected';
}
