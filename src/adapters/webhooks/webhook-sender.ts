import type { WebhookReply, WebhookSender } from '#ports/webhook-sender.ts';
import { signMessage } from './sign-message.ts';

/** Of an answer's body nothing more is read. */
const READ_BYTES = 1_024;
const EXCERPT_CHARACTERS = 200;
const USER_AGENT = 'Postmeter-Webhooks/1';

export interface WebhookSenderOptions {
  /** For one attempt, from connecting to the end of what is read. */
  readonly timeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
}

export function createWebhookSender({ timeoutMs, fetch }: WebhookSenderOptions): WebhookSender {
  return {
    async send({ url, id, payload, secrets, nowMs }): Promise<WebhookReply> {
      const timestamp = Math.floor(nowMs / 1000);
      const headers = {
        'content-type': 'application/json',
        'user-agent': USER_AGENT,
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': await signMessage(secrets, { id, timestamp, payload }),
      };
      const abort = new AbortController();
      // Not AbortSignal.timeout: its timer outlives the call.
      const timer = setTimeout(() => abort.abort(), timeoutMs);
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers,
          body: payload,
          redirect: 'manual', // else fetch would take the payload wherever the answer points
          signal: abort.signal,
        });
        // The status is the answer; a body that never comes is nobody's loss.
        const excerpt = await beginningOf(response).catch(() => '');
        return { answer: { kind: 'answered', status: response.status }, excerpt };
      } catch {
        return { answer: { kind: 'unreachable' }, excerpt: '' };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** In one line, without control characters. The rest is never read: it may be endless. */
async function beginningOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (let bytes = 0; bytes < READ_BYTES; ) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    text += decoder.decode(value.subarray(0, READ_BYTES), { stream: true });
  }
  await reader.cancel();
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return [...line].slice(0, EXCERPT_CHARACTERS).join('');
}
