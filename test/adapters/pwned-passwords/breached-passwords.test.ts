import { describe, expect, it } from 'vitest';
import { createBreachedPasswords } from '#adapters/pwned-passwords/breached-passwords.ts';
import type { LogFields } from '#ports/log.ts';
import { rawUrl } from '../../support/emulators.ts';

/** SHA-1 of `password`. */
const PREFIX = '5BAA6';
const ENDING = '1E4C9B93F3F0682250B6CF8331B7EE68FD8';

interface Call {
  readonly url: string;
  readonly headers: Headers;
}

function checker(answer: (call: Call) => Response | Promise<Response>, timeoutMs = 5_000) {
  const calls: Call[] = [];
  const warnings: (readonly [string, LogFields | undefined])[] = [];
  const nothing = () => {};
  const breached = createBreachedPasswords(
    {
      apiUrl: 'https://range.test/',
      timeoutMs,
      fetch: async (input, init) => {
        const call = { url: String(input), headers: new Headers(init?.headers) };
        calls.push(call);
        return answer(call);
      },
    },
    { info: nothing, error: nothing, warn: (event, fields) => void warnings.push([event, fields]) },
  );
  return { breached, calls, warnings };
}

const lines = (...endings: string[]) => new Response(endings.join('\r\n'));
const OTHER = `${'0'.repeat(35)}:3`;

describe('isBreached', () => {
  it('finds a password by the first five digits of its hash, and sends no more of it', async () => {
    const { breached, calls } = checker(() => lines(OTHER, `${ENDING}:52256179`));
    expect(await breached.isBreached('password')).toBe(true);
    expect(calls.map(({ url }) => url)).toEqual([`https://range.test/range/${PREFIX}`]);
    expect(JSON.stringify([...(calls[0]?.headers ?? [])])).not.toContain(ENDING);
    expect(calls[0]?.headers.get('add-padding')).toBe('true');
  });

  it('passes what is not there, and what is there only as padding', async () => {
    expect(await checker(() => lines(OTHER)).breached.isBreached('password')).toBe(false);
    expect(await checker(() => lines(`${ENDING}:0`)).breached.isBreached('password')).toBe(false);
  });

  it.each([
    ['refused', () => new Response('no', { status: 503 })],
    ['refused', () => Response.redirect('https://elsewhere.test/', 302)],
    ['malformed', () => new Response('<!doctype html>')],
    ['malformed', () => new Response('0'.repeat(300_000))],
    [
      'unreachable',
      () => {
        throw new TypeError('connection refused');
      },
    ],
  ] as const)('lets everybody pass when the service is %s, and says so', async (code, answer) => {
    const { breached, warnings } = checker(answer);
    expect(await breached.isBreached('password')).toBe(false);
    expect(warnings).toEqual([['breached_passwords_unavailable', { code }]]);
  });

  it('waits no longer than it is told, also for the body', async () => {
    for (const mode of ['slow', 'slow-body']) {
      const warnings: (LogFields | undefined)[] = [];
      const breached = createBreachedPasswords(
        { apiUrl: rawUrl(mode), timeoutMs: 50, fetch: (input, init) => fetch(input, init) },
        { info: () => {}, error: () => {}, warn: (_, fields) => void warnings.push(fields) },
      );
      expect(await breached.isBreached('password')).toBe(false);
      expect(warnings).toEqual([{ code: 'slow' }]);
    }
  });
});
