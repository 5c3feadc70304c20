import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readSignal } from '../../../../src/adapters/billing/whmcs/signal.ts';

const SECRET = 'a secret of the hook file';
const NOW_MS = Date.parse('2026-11-03T10:00:00Z');
const NOW = String(NOW_MS / 1000);
const BODY = '{"id":"e1","event":"InvoicePaid","invoiceid":1042}';

interface Sent {
  readonly body?: string;
  readonly timestamp?: string;
  readonly secret?: string;
  /** Where it is not the one that was signed. */
  readonly sentBody?: string;
}

function signal({ body = BODY, timestamp = NOW, secret = SECRET, sentBody = body }: Sent = {}) {
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return {
    headers: new Headers({
      'x-postmeter-timestamp': timestamp,
      'x-postmeter-event': 'e1',
      'x-postmeter-signature': signature,
    }),
    query: new URLSearchParams(),
    body: new TextEncoder().encode(sentBody),
    nowMs: NOW_MS,
  };
}

const at = (offsetSeconds: number) => String(NOW_MS / 1000 + offsetSeconds);

describe('readSignal', () => {
  it('says which invoice a proved signal is about', () => {
    expect(readSignal(SECRET, signal())).toBe('1042');
    expect(readSignal(SECRET, signal({ body: '{"invoiceid":"7"}' }))).toBe('7');
    expect(readSignal(SECRET, signal({ timestamp: at(-300) }))).toBe('1042');
  });

  it.each([
    ['another secret', signal({ secret: 'another one' })],
    ['another body', signal({ sentBody: BODY.replace('1042', '1043') })],
    ['an old timestamp', signal({ timestamp: at(-301) })],
    ['a timestamp to come', signal({ timestamp: at(301) })],
    ['a timestamp that is none', signal({ timestamp: 'now' })],
    ['a body without an invoice', signal({ body: '{"event":"InvoicePaid"}' })],
    ['a body that is no JSON', signal({ body: 'invoiceid=1042' })],
    ['nothing in the headers', { ...signal(), headers: new Headers() }],
  ])('hears nothing with %s', (_what, given) => {
    expect(readSignal(SECRET, given)).toBeUndefined();
  });

  it('hears nothing where no secret is set', () => {
    expect(readSignal(undefined, signal({ secret: '' }))).toBeUndefined();
    expect(readSignal('', signal({ secret: '' }))).toBeUndefined();
  });
});
