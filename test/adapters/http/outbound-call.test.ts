import { describe, expect, it } from 'vitest';
import { outboundCall } from '#adapters/http/outbound-call.ts';
import { rawUrl } from '../../support/emulators.ts';

const limits = (timeoutMs = 200) => ({
  timeoutMs,
  fetch: (...asked: Parameters<typeof fetch>) => fetch(...asked),
});
const text = (answer: Response) => answer.text();

describe('outboundCall', () => {
  it.each([
    ['cut-before-headers', 'unreachable'],
    ['cut-in-body', 'unreachable'],
    ['slow', 'slow'],
    ['slow-body', 'slow'],
  ])('has no answer by %s: %s', async (mode, why) => {
    const called = await outboundCall(limits(), rawUrl(mode), {}, text);
    expect(called).toMatchObject({ ok: false, error: { why, error: expect.any(Error) } });
  });

  it('hands a redirect to the reader, and does not follow it', async () => {
    const called = await outboundCall(
      limits(),
      rawUrl('redirect'),
      {},
      async ({ status }) => status,
    );
    expect(called).toMatchObject({ ok: true, value: expect.toSatisfy((n) => n >= 300 && n < 400) });
  });

  it('follows none even if its caller asks for it', async () => {
    const init = { redirect: 'follow' } as const;
    const called = await outboundCall(
      limits(),
      rawUrl('redirect'),
      init,
      async (a) => a.redirected,
    );
    expect(called).toEqual({ ok: true, value: false });
  });

  it('leaves nothing behind that would end the next call', async () => {
    const signals: AbortSignal[] = [];
    const fetch = async (_: unknown, init?: RequestInit) => {
      if (init?.signal) signals.push(init.signal);
      return new Response('ok');
    };
    await outboundCall({ timeoutMs: 5, fetch }, 'https://a.test', {}, text);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });
});
