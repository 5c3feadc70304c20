import type { WebhookReply, WebhookSender } from '#ports/webhook-sender.ts';
import { type CallLimits, outboundCall } from '../http/outbound-call.ts';
import { signMessage } from './sign-message.ts';

/** Of an answer's body nothing more is read. */
const READ_BYTES = 1_024;
const EXCERPT_CHARACTERS = 200;
const USER_AGENT = 'Postmeter-Webhooks/1';

export function createWebhookSender(limits: CallLimits): WebhookSender {
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
      const init = { method: 'POST', headers, body: payload };
      const answered = await outboundCall(limits, url, init, async (response) => {
        // The status is the answer; a body that never comes is nobody's loss.
        const excerpt = await beginningOf(response).catch(() => '');
        return { answer: { kind: 'answered', status: response.status }, excerpt } as const;
      });
      return answered.ok ? answered.value : { answer: { kind: 'unreachable' }, excerpt: '' };
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
