import { describe, expect, it } from 'vitest';
import { type ApiKeyState, apiKeyText, decideApiKey, parseApiKey } from '#core/api/api-key.ts';
import { ALL_SCOPES, isScope, READING_SCOPES } from '#core/api/scope.ts';
import { makeId } from '#core/ids.ts';

const id = makeId('apiKey', Date.parse('2026-11-10T12:00:00Z'), new Uint8Array(10).fill(7));
const secret = 'Az09_-'.padEnd(43, 'x');
const nowMs = 1_000_000;

describe('parseApiKey', () => {
  it('reads what apiKeyText writes', () => {
    const text = apiKeyText({ id, secret });
    expect(text).toMatch(/^pmk_[0-9a-z]{26}_[\w-]{43}$/);
    expect(parseApiKey(text)).toEqual({ id, secret });
  });

  it.each([
    '',
    'pmk_',
    `pmk_${id.slice(4)}_${secret}x`,
    `pmk_${id.slice(4)}_${secret.slice(1)}`,
    `pmk_${id.slice(4)}_${secret.replace('x', '+')}`,
    `pmk_${'u'.repeat(26)}_${secret}`,
    `pmk_${id.slice(4).toUpperCase()}_${secret}`,
    ` pmk_${id.slice(4)}_${secret}`,
    `pmk_${id.slice(4)}_${secret}\n`,
  ])('refuses %j', (text) => {
    expect(parseApiKey(text)).toBeUndefined();
  });
});

describe('decideApiKey', () => {
  const key: ApiKeyState = {
    scopes: ['read:runs'],
    expiresAtMs: null,
    revokedAtMs: null,
    windowCalls: 1,
    windowStartedAtMs: nowMs - 20_000,
  };
  const decide = (changed: Partial<ApiKeyState>, scope = 'read:runs' as const) =>
    decideApiKey({ ...key, ...changed }, scope, { nowMs, limit: 10 });

  it('lets a key do what it is for', () => {
    expect(decide({}).ok).toBe(true);
    expect(decide({ windowCalls: 10, expiresAtMs: nowMs + 1 }).ok).toBe(true);
  });

  it.each([
    [{ revokedAtMs: 1 }, { reason: 'key_revoked' }],
    [{ expiresAtMs: nowMs }, { reason: 'key_expired' }],
    [{ scopes: ['read:audit' as const] }, { reason: 'scope_missing', scope: 'read:runs' }],
    [{ windowCalls: 11 }, { reason: 'rate_limited', retryAfterSeconds: 40 }],
  ])('refuses %j', (changed, error) => {
    expect(decide(changed)).toEqual({ ok: false, error });
  });

  it('looks at the limit before all else', () => {
    const all = { windowCalls: 11, revokedAtMs: 1, expiresAtMs: 1, scopes: [] };
    expect(decide(all)).toMatchObject({ error: { reason: 'rate_limited' } });
  });
});

describe('scopes', () => {
  it('are a closed list, of which reading is the part that changes nothing', () => {
    expect(isScope('read:runs')).toBe(true);
    expect(['toString', 'read:', 'READ:runs', ''].filter(isScope)).toEqual([]);
    expect(ALL_SCOPES.filter((scope) => !READING_SCOPES.includes(scope))).toEqual(
      ALL_SCOPES.filter((scope) => scope.startsWith('write:')),
    );
  });
});
