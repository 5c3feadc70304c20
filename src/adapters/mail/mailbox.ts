/** Development: mail ends in the mailbox emulator, by HTTP, and goes nowhere else. */
import { err, ok } from '#core/result.ts';
import type { Mailer, MailFailure } from '#ports/mailer.ts';
import { outboundCall } from '../http/outbound-call.ts';
import { composeMessage, MAIL_TIMEOUT_MS, type Sender, type WriteLetter } from './message.ts';

export interface MailboxSettings {
  /** Address of the mailbox, without `/messages`. */
  readonly url: string;
  readonly sender: Sender;
  readonly timeoutMs?: number;
  readonly fetch: typeof globalThis.fetch;
}

export function createMailboxMailer(settings: MailboxSettings, write: WriteLetter): Mailer {
  const { url, sender, timeoutMs = MAIL_TIMEOUT_MS, fetch } = settings;
  const address = `${url.replace(/\/+$/, '')}/messages`;
  return {
    async send(letter, reference) {
      const message = composeMessage(letter, reference, sender, write);
      if (!message.ok) return message;
      const { from, ...rest } = message.value;
      const body = JSON.stringify({ ...rest, from: `${from.name} <${from.address}>`.trim() });
      // The mailbox keeps one message for a key, so that a connection which broke is no reason for doubt: the runtime
      // may take up one that was kept open just when the other side closes it.
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      };
      const limits = { timeoutMs, fetch: twice(fetch) };
      const init = { method: 'POST', headers, body };
      const posted = await outboundCall(limits, address, init, async ({ ok: isTaken, status }) =>
        isTaken ? ok(null) : err(refused(status)),
      );
      if (posted.ok) return posted.value;
      const { error } = posted.error;
      const detail = error instanceof Error ? error.name : 'connection lost';
      return err({ disposition: 'unknown', code: 'mail_outcome_unknown', detail });
    },
  };
}

/** Once more where the reply did not come whole, within the same time limit. */
function twice(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const post = async () => {
      const response = await fetch(input, init);
      await response.arrayBuffer();
      return response;
    };
    return post().catch(post);
  };
}

function refused(status: number): MailFailure {
  const detail = `HTTP ${status}`;
  if (status === 429) return { disposition: 'unavailable', code: 'mail_refused', detail };
  if (status >= 400 && status < 500) {
    return { disposition: 'rejected', code: 'mail_refused', detail };
  }
  return { disposition: 'unknown', code: 'mail_outcome_unknown', detail };
}
