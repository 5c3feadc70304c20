import { describe, expect, it } from 'vitest';
import { createBillingClient } from '../../../../src/adapters/billing/wire/billing-client.ts';
import { rawUrl } from '../../../support/emulators.ts';

const SECRET = 'a-key-that-must-not-show';

/** Short where it is to run out, long where a busy machine must not make it. */
function clientWith(timeoutMs = 5_000) {
  return createBillingClient({
    timeoutMs,
    maxBodyBytes: 100_000,
    fetch: (input, init) => fetch(input, init),
    secrets: [SECRET, ''],
  });
}

function call(mode: string, kind: 'read' | 'write') {
  const client = clientWith(mode.startsWith('slow') ? 300 : undefined);
  return client.call({ kind, method: 'POST', url: rawUrl(mode), fields: { key: SECRET } });
}

describe('createBillingClient', () => {
  it.each([
    ['cut-before-headers', 'billing_unreachable', 'unavailable', 'unknown'],
    ['cut-in-body', 'billing_unreachable', 'unavailable', 'unknown'],
    ['slow', 'billing_slow', 'unavailable', 'unknown'],
    ['slow-body', 'billing_slow', 'unavailable', 'unknown'],
    ['huge', 'billing_answer_malformed', 'unavailable', 'unknown'],
    ['html', 'billing_answer_malformed', 'unavailable', 'unknown'],
    ['empty-200', 'billing_answer_malformed', 'unavailable', 'unknown'],
    ['truncated-json', 'billing_answer_malformed', 'unavailable', 'unknown'],
    ['null-json', 'billing_answer_malformed', 'unavailable', 'unknown'],
    ['redirect', 'billing_wrong_address', 'unavailable', 'unknown'],
    ['404-html', 'billing_wrong_address', 'unavailable', 'unknown'],
    ['500', 'billing_error', 'unavailable', 'unknown'],
    ['500-html', 'billing_error', 'unavailable', 'unknown'],
    ['503', 'billing_error', 'unavailable', 'unknown'],
    ['429', 'billing_rate_limited', 'unavailable', 'unavailable'],
  ])('takes %s for %s', async (mode, code, read, write) => {
    expect(await call(mode, 'read')).toMatchObject({ error: { code, disposition: read } });
    expect(await call(mode, 'write')).toMatchObject({ error: { code, disposition: write } });
  });

  it.each(['401', '403', '404', '409', '422-message'])(
    'hands on the JSON of %s, because the vendor decides what it means',
    async (mode) => {
      const answer = await call(mode, 'write');
      expect(answer).toMatchObject({ ok: true, value: { status: Number(mode.slice(0, 3)) } });
    },
  );

  it('names no secret and nobody’s address', () => {
    const { detail } = clientWith().failure(
      'write',
      'billing_rejected',
      `no ${SECRET} for ann@a.example`,
    );
    expect(detail).toBe('no […] for […]');
  });
});
