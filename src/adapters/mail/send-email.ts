/**
 * Cloudflare Email Service over a `send_email` binding, in its object form
 * (developers.cloudflare.com/email-service/api/send-emails/workers-api/, 2026-06-25). The service makes the Message-ID
 * itself and refuses ours (…/email-service/reference/headers/), so the reference travels in a header of its own.
 */
import { err, ok, type Result } from '#core/result.ts';
import type { Mailer, MailFailure } from '#ports/mailer.ts';
import {
  composeMessage,
  MAIL_TIMEOUT_MS,
  type Message,
  redact,
  type Sender,
  type WriteLetter,
} from './message.ts';

export interface SendEmailSettings {
  readonly sender: Sender;
  readonly timeoutMs?: number;
}

type Verdict = Pick<MailFailure, 'disposition' | 'code'>;

const BAD_ADDRESS: Verdict = { disposition: 'rejected', code: 'mail_rejected_address' };
const BAD_LETTER: Verdict = { disposition: 'rejected', code: 'mail_refused' };
/** Quota, or a sender that an operator has yet to set up: another time it may go. */
const NOT_NOW: Verdict = { disposition: 'unavailable', code: 'mail_refused' };
const UNKNOWN: Verdict = { disposition: 'unknown', code: 'mail_outcome_unknown' };

/** The documented codes. An internal error does not say whether the message had been taken. */
const VERDICTS: Readonly<Record<string, Verdict>> = {
  E_VALIDATION_ERROR: BAD_LETTER,
  E_FIELD_MISSING: BAD_LETTER,
  E_TOO_MANY_RECIPIENTS: BAD_LETTER,
  E_TOO_MANY_ATTACHMENTS: BAD_LETTER,
  E_CONTENT_TOO_LARGE: BAD_LETTER,
  E_HEADER_NOT_ALLOWED: BAD_LETTER,
  E_HEADER_USE_API_FIELD: BAD_LETTER,
  E_HEADER_VALUE_INVALID: BAD_LETTER,
  E_HEADER_VALUE_TOO_LONG: BAD_LETTER,
  E_HEADER_NAME_INVALID: BAD_LETTER,
  E_HEADERS_TOO_LARGE: BAD_LETTER,
  E_HEADERS_TOO_MANY: BAD_LETTER,
  E_RECIPIENT_NOT_ALLOWED: BAD_ADDRESS,
  E_RECIPIENT_SUPPRESSED: BAD_ADDRESS,
  E_SENDER_NOT_VERIFIED: NOT_NOW,
  E_SENDER_DOMAIN_NOT_AVAILABLE: NOT_NOW,
  E_RATE_LIMIT_EXCEEDED: NOT_NOW,
  E_DAILY_LIMIT_EXCEEDED: NOT_NOW,
  E_DELIVERY_FAILED: NOT_NOW,
  E_INTERNAL_SERVER_ERROR: UNKNOWN,
};

export function createSendEmailMailer(
  binding: SendEmail,
  { sender, timeoutMs = MAIL_TIMEOUT_MS }: SendEmailSettings,
  write: WriteLetter,
): Mailer {
  return {
    async send(letter, reference) {
      const message = composeMessage(letter, reference, sender, write);
      return message.ok ? deliver(binding, message.value, timeoutMs) : message;
    },
  };
}

async function deliver(
  binding: SendEmail,
  { from, to, subject, text, html, messageId }: Message,
  timeoutMs: number,
): Promise<Result<null, MailFailure>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  });
  const sender = from.name === '' ? from.address : { name: from.name, email: from.address };
  const headers = { 'X-Postmeter-Message-ID': messageId };
  try {
    const sending = binding.send({ from: sender, to, subject, text, html, headers });
    await Promise.race([sending, tooLate]);
    return ok(null);
  } catch (error) {
    return err(failureOf(error));
  } finally {
    clearTimeout(timer);
  }
}

function failureOf(error: unknown): MailFailure {
  const { code, message } = error instanceof Error ? (error as Error & { code?: unknown }) : {}; // documented property
  const known = typeof code === 'string' && Object.hasOwn(VERDICTS, code) ? code : '';
  const said = redact(message ?? 'no reason given');
  return { ...(VERDICTS[known] ?? UNKNOWN), detail: known === '' ? said : `${known}: ${said}` };
}
