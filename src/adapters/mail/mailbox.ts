/** Development: mail ends in the mailbox emulator, by HTTP, and goes nowhere else. */
import { err, ok } from '#core/result.ts';
import type { Mailer, MailFailure } from '#ports/mailer.ts';
import { composeMessage, MAIL_TIMEOUT_MS, type Sender, type WriteLetter } from './message.ts';

export interface MailboxSettings {
  /** Address of the mailbox, without `/messages`. */
  readonly url: string;
  readonly sender: Sender;
  readonly timeoutMs?: number;
  readonly fetch: typeof globalThis.fetch;
}

export function createMailboxMailer(settings: MailboxSettings, write: WriteLetter): Mailer {
  const { url, sender, timeoutMs = MAIL_TIMEOUT_MS, fetch } = settings; // `fetch` must be called without a `this`
  return {
    async send(letter, reference) {
      const message = composeMessage(letter, reference, sender, write);
      if (!message.ok) return message;
      const { from, ...rest } = message.value;
      // Not AbortSignal.timeout: its timer outlives the call, and workerd allows 10,000 of them.
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), timeoutMs);
      const body = JSON.stringify({ ...rest, from: `${from.name} <${from.address}>`.trim() });
      // The mailbox keeps one message for a key, so that a connection which broke is no reason for doubt: the runtime
      // may take up one that was kept open just when the other side closes it.
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      };
      const post = async () => {
        const response = await fetch(`${url.replace(/\/+$/, '')}/messages`, {
          method: 'POST',
          headers,
          body,
          redirect: 'manual',
          signal: abort.signal,
        });
        await response.arrayBuffer(); // the reply counts once it is whole
        return response;
      };
      try {
        const response = await post().catch(post);
        return response.ok ? ok(null) : err(refused(response.status));
      } catch (error) {
        const detail = error instanceof Error ? error.name : 'connection lost';
        return err({ disposition: 'unknown', code: 'mail_outcome_unknown', detail });
      } finally {
        clearTimeout(timer);
      }
    },
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
