// WHMCS's one address: every call is a form with `action`, every answer JSON with `result`. A refusal comes with HTTP 200.
import { z } from 'zod';
import { err, ok, type Result } from '#core/result.ts';
import type { BillingCode, BillingFailure } from '#ports/billing-system.ts';
import { createBillingClient } from '../wire/billing-client.ts';
import type { CallKind } from '../wire/failure.ts';
import type { FormFields } from '../wire/form-body.ts';
import type { WhmcsSettings } from './settings.ts';

/** A hundred invoices of a list, or an invoice of thousands of lines, stay far below. */
const MAX_BODY_BYTES = 8_000_000;

export type WhmcsAnswer = Readonly<Record<string, unknown>>;

export interface WhmcsApi {
  /** A call that changes nothing there. */
  read(action: string, fields: FormFields): Promise<Result<WhmcsAnswer, BillingFailure>>;
  write(action: string, fields: FormFields): Promise<Result<WhmcsAnswer, BillingFailure>>;
  failure(kind: CallKind, code: BillingCode, detail: string): BillingFailure;
}

const answerSchema = z.record(z.string(), z.unknown());

/** What their texts mean; the first that fits. The texts are part of the interface: there are no codes. */
const MEANINGS: readonly (readonly [RegExp, BillingCode])[] = [
  [/^invalid ip\b/i, 'billing_address_blocked'],
  [/^invalid permissions|^access denied/i, 'billing_not_permitted'],
  [
    /^authentication failed|^invalid or missing credentials|^invalid password|^administrator account/i,
    'billing_refused_key',
  ],
  // An address that ends in the path of the API already: what answers is not the API.
  [/^an admin user is required|^empty action request/i, 'billing_wrong_address'],
  [/^invalid api action|^api command restricted|^api function not found/i, 'billing_unsupported'],
  [/^client (?:id )?not found|^invalid owner user/i, 'billing_client_missing'],
  [/^invoice id not found/i, 'billing_document_missing'],
  [/^a user already exists|^duplicate email|not available for use/i, 'billing_conflict'],
];

export function createWhmcsApi(settings: WhmcsSettings): WhmcsApi {
  const { identifier, secret, accessKey, timeoutMs, fetch } = settings;
  const client = createBillingClient({
    timeoutMs,
    fetch,
    maxBodyBytes: MAX_BODY_BYTES,
    secrets: [secret, identifier, accessKey ?? ''],
  });
  const url = `${baseUrl(settings.url)}/includes/api.php`;
  const credentials = { identifier, secret, accesskey: accessKey, responsetype: 'json' };

  async function call(
    kind: CallKind,
    action: string,
    given: FormFields,
  ): Promise<Result<WhmcsAnswer, BillingFailure>> {
    // Ours come first: PHP drops what is too much at the end.
    const fields = { action, ...credentials, ...given };
    const answer = await client.call({ kind, method: 'POST', url, fields });
    if (!answer.ok) return answer;
    const { status, json } = answer.value;
    const parsed = answerSchema.safeParse(json);
    // A few actions say `status` where the others say `result`; an invoice has a status of its own.
    const said = parsed.data?.result ?? parsed.data?.status;
    if (parsed.success && said === 'success' && status < 300) return ok(parsed.data);
    if (said !== 'error') {
      const detail = `${action}: HTTP ${status} without a result`;
      return err(client.failure(kind, codeOfStatus(status), detail));
    }
    const message = textOf(parsed.data?.message);
    const code = MEANINGS.find(([text]) => text.test(message))?.[1] ?? codeOfRefusal(status);
    return err(client.failure(kind, code, `${action}: ${message}`));
  }

  return {
    read: (action, fields) => call('read', action, fields),
    write: (action, fields) => call('write', action, fields),
    failure: client.failure,
  };
}

/** Anything but text is no sentence; an object of theirs may not even become one. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Without what people copy along: extended once more, WHMCS answers 200 with an error about administrators. */
export function baseUrl(url: string): string {
  return url.replace(/\/+$/, '').replace(/\/includes\/api\.php$/, '');
}

function codeOfStatus(status: number): BillingCode {
  return status === 401 || status === 403 ? 'billing_refused_key' : 'billing_answer_malformed';
}

/** 403 is for who calls, never for what is asked: a text that we do not know must stop deliveries, too. */
function codeOfRefusal(status: number): BillingCode {
  return status === 401 || status === 403 ? 'billing_refused_key' : 'billing_rejected';
}
