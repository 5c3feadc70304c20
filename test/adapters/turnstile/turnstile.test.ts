import { describe, expect, it } from 'vitest';
import { createTurnstile } from '#adapters/turnstile/turnstile.ts';
import { newEmulators, rawUrl } from '../../support/emulators.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const TEST_TOKEN = 'XXXX.DUMMY.TOKEN.XXXX';

/** The limit is short where it is to run out, long where a busy machine must not make it. */
function turnstile(url: string, secret = 'secret', timeoutMs = 5_000) {
  const options = { siteKey: 'site', secret, url, hostname: 'billing.test', timeoutMs };
  return createTurnstile({ ...options, fetch: (input, init) => fetch(input, init) }, silent);
}

const emulated = () => `${newEmulators().url}/turnstile/v0/`;

describe('createTurnstile', () => {
  it.each([
    'html',
    'empty-200',
    'truncated-json',
    'wrong-json',
    'null-json',
    'cut-before-headers',
    'cut-in-body',
    'slow',
    'slow-body',
    'huge',
    'redirect',
    '503',
  ])('judges nobody by %s', async (mode) => {
    const limitMs = mode.startsWith('slow') ? 200 : undefined;
    const { verify, knowsUs } = turnstile(rawUrl(mode), 'secret', limitMs);
    expect(await verify('login', 'an answer', '')).toEqual({ ok: false, error: 'unavailable' });
    expect(await knowsUs()).toBeUndefined();
  });

  it.each([
    // Both on the page of test keys: a success there is of another host and another action.
    ['1x0000000000000000000000000000000AA', 'refused'],
    ['2x0000000000000000000000000000000AA', 'refused'],
    ['3x0000000000000000000000000000000AA', 'expired'],
    ['no secret of anybody', 'unavailable'],
  ])('reads the verdict by the secret %s as %s', async (secret, error) => {
    const { verify } = turnstile(emulated(), secret);
    expect(await verify('login', TEST_TOKEN, '203.0.113.7')).toEqual({ ok: false, error });
  });

  it('reads no verdict that is longer than verdicts are', async () => {
    const verdict = { success: true, hostname: 'billing.test', action: 'login' };
    const judge = (cdata: string) => {
      const fetch = async () => new Response(JSON.stringify({ ...verdict, cdata }));
      const options = { siteKey: 'site', secret: 'secret', url: 'https://challenges.test' };
      const all = { ...options, hostname: 'billing.test', timeoutMs: 200, fetch };
      return createTurnstile(all, silent).verify('login', 'an answer', '');
    };
    expect(await judge('short')).toEqual({ ok: true, value: null });
    expect(await judge('x'.repeat(16_000))).toEqual({ ok: false, error: 'unavailable' });
  });

  it('knows whether its secret is known', async () => {
    expect(await turnstile(emulated(), '0x4AAAAAAAEMULATEDSITE-secret').knowsUs()).toBe(true);
    expect(await turnstile(emulated(), 'another').knowsUs()).toBe(false);
  });

  it('says where the widget’s script is, whatever the address ends with', () => {
    const { widget } = turnstile('https://challenges.test/turnstile/v0/');
    expect(widget).toEqual({
      siteKey: 'site',
      scriptUrl: 'https://challenges.test/turnstile/v0/api.js',
    });
  });
});
