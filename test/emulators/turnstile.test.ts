// The emulated siteverify against what Cloudflare documents of it.
import { beforeEach, describe, expect, it } from 'vitest';
import { createEmulators, type Emulators } from '../../src/emulators/emulators.ts';

const SECRET = '0x4AAAAAAAEMULATEDSITE-secret';
const PASSES = '1x0000000000000000000000000000000AA';
const TEST_TOKEN = 'XXXX.DUMMY.TOKEN.XXXX';
const VERIFY = 'http://emulators.test/turnstile/v0/siteverify';

let emulators: Emulators;
let nowMs: number;
beforeEach(() => {
  nowMs = Date.parse('2026-11-10T12:00:00Z');
  emulators = createEmulators({ basePath: '', panelToken: 'x', realNowMs: () => nowMs });
});

async function post(url: string, body: BodyInit, type = 'application/json'): Promise<unknown> {
  const headers = { 'content-type': type };
  const request = new Request(url, { method: 'POST', body, headers });
  const answer = await emulators.app.fetch(request);
  expect(answer.headers.get('content-type')).toContain('application/json');
  return answer.json();
}

const verify = (fields: Record<string, string>) =>
  post(VERIFY, new URLSearchParams(fields), 'application/x-www-form-urlencoded');
const refused = (code: string) => ({ success: false, 'error-codes': [code] });

async function solve(): Promise<string> {
  const page = JSON.stringify({ hostname: 'example.com', action: 'login' });
  const { token } = (await post('http://emulators.test/turnstile/v0/solved', page)) as {
    token: string;
  };
  return token;
}

describe('siteverify', () => {
  it('passes a token once, with the page that it was solved on', async () => {
    const response = await solve();
    expect(await verify({ secret: SECRET, response })).toEqual({
      success: true,
      'error-codes': [],
      hostname: 'example.com',
      action: 'login',
      cdata: '',
      challenge_ts: '2026-11-10T12:00:00.000Z',
    });
    expect(await verify({ secret: SECRET, response })).toEqual(refused('timeout-or-duplicate'));
  });

  it('passes it again under the same idempotency key alone', async () => {
    const response = await solve();
    const asked = { secret: SECRET, response, idempotency_key: 'a' };
    expect(await verify(asked)).toMatchObject({ success: true });
    expect(await verify(asked)).toMatchObject({ success: true });
    const other = { ...asked, idempotency_key: 'b' };
    expect(await verify(other)).toEqual(refused('timeout-or-duplicate'));
  });

  it('passes it for 300 seconds', async () => {
    const [first, second] = [await solve(), await solve()];
    nowMs += 300_000;
    expect(await verify({ secret: SECRET, response: first })).toMatchObject({ success: true });
    nowMs += 1;
    expect(await verify({ secret: SECRET, response: second })).toEqual(
      refused('timeout-or-duplicate'),
    );
  });

  it.each([
    [{}, 'missing-input-secret'],
    [{ secret: 'x', response: 'y' }, 'invalid-input-secret'],
    [{ secret: SECRET }, 'missing-input-response'],
    [{ secret: SECRET, response: 'made-up' }, 'invalid-input-response'],
    [{ secret: SECRET, response: TEST_TOKEN }, 'invalid-input-response'],
    [{ secret: PASSES, response: 'made-up' }, 'invalid-input-response'],
    [{ secret: PASSES.replace('1x', '2x'), response: TEST_TOKEN }, 'invalid-input-response'],
    [{ secret: PASSES.replace('1x', '3x'), response: TEST_TOKEN }, 'timeout-or-duplicate'],
  ])('refuses %j with %s', async (fields, code) => {
    expect(await verify(fields as Record<string, string>)).toEqual(refused(code));
  });

  it('takes JSON, passes the test token by the test secret, and knows bad requests', async () => {
    const body = JSON.stringify({ secret: PASSES, response: TEST_TOKEN });
    expect(await post(VERIFY, body)).toMatchObject({ success: true, hostname: 'localhost' });
    expect(await post(VERIFY, '{')).toEqual(refused('bad-request'));
  });
});
