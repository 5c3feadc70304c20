import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { listed, overall } from '#core/doctor/finding.ts';
import { judgeClock } from '#core/doctor/judge-clock.ts';
import {
  domainAndAbove,
  judgeDkim,
  judgeDmarc,
  judgeMx,
  judgeSpf,
} from '#core/doctor/judge-mail-records.ts';
import { judgeMigrations } from '#core/doctor/judge-migrations.ts';
import { judgePlans, type OfferedPlan } from '#core/doctor/judge-plans.ts';
import {
  isLocal,
  judgeAdminKeys,
  judgeExamples,
  judgeOrigin,
} from '#core/doctor/judge-settings.ts';
import { SECRET_SETTINGS } from '#core/doctor/secret-settings.ts';

const stateOf = ({ state }: { state: string }) => state;

describe('SECRET_SETTINGS', () => {
  it('are the settings that the documentation calls secrets', async () => {
    const text = await readFile(new URL('../../../docs/settings.md', import.meta.url), 'utf8');
    const documented = text
      .split('\n')
      .filter(
        (line) => /^\| `[A-Z]/.test(line) && /secret/.test(line.split('|').slice(2, 4).join()),
      )
      .filter((line) => !/are sealed|no secret/.test(line))
      .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)])
      .map(([, name]) => name ?? '');
    // Rows that have a name beside the secret: which of both it is stands in the text.
    const notSecret = [
      'SMTP_USERNAME',
      'BLESTA_API_USER',
      'HOSTBILL_API_ID',
      'UBERSMITH_API_USER',
      'OPENID_CLIENT_ID',
      'TURNSTILE_SITE_KEY',
    ];
    expect([...SECRET_SETTINGS].sort()).toEqual(
      documented.filter((name) => !notSecret.includes(name)).sort(),
    );
  });
});

describe('judgeClock', () => {
  it.each([
    [undefined, 'skipped'],
    [0, 'ok'],
    [60_000, 'ok'],
    [-61_000, 'warning'],
    [299_000, 'warning'],
    [-300_000, 'failed'],
  ])('%s ms ahead is %s', (aheadMs, state) => {
    expect(judgeClock('The panel', aheadMs).state).toBe(state);
  });
});

describe('judgeSpf', () => {
  it.each([
    [[], 'warning'],
    [['v=spf10 mx'], 'warning'],
    [['v=spf1 mx ~all'], 'ok'],
    [['V=SPF1 mx -all', 'google-site'], 'ok'],
    [['v=spf1 mx -all', 'v=spf1 -all'], 'failed'],
    [['v=spf1 +all'], 'failed'],
    [['v=spf1 all'], 'failed'],
    [['v=spf1 include:all.test -all'], 'ok'],
  ])('%j is %s', (texts, state) => {
    expect(judgeSpf('north.test', texts).state).toBe(state);
  });
});

describe('judgeDkim, judgeDmarc, judgeMx', () => {
  it('tell a key from none and from a revoked one', () => {
    const states = [
      ['v=DKIM1; k=rsa; p=MIIB'],
      ['p=MIIB'],
      [],
      ['v=DKIM1; p='],
      ['v=DKIM1; p=; k=rsa'],
    ];
    expect(states.map((texts) => judgeDkim('s._domainkey.north.test', texts).state)).toEqual([
      'ok',
      'ok',
      'failed',
      'failed',
      'failed',
    ]);
  });

  it('want one DMARC record, and a domain that takes mail', () => {
    const dmarc = [['v=DMARC1; p=none'], [], ['v=DMARC1; p=none', 'v=DMARC1; p=reject']];
    expect(dmarc.map((texts) => judgeDmarc('north.test', texts).state)).toEqual([
      'ok',
      'warning',
      'failed',
    ]);
    const mx = [['mail.north.test'], [], ['.']];
    expect(mx.map((hosts) => judgeMx('north.test', hosts).state)).toEqual([
      'ok',
      'warning',
      'warning',
    ]);
  });

  it('look for DMARC at the domain and above it, and not at a top level', () => {
    expect(domainAndAbove('mail.north.test')).toEqual(['mail.north.test', 'north.test']);
    expect(domainAndAbove('test')).toEqual(['test']);
  });
});

describe('judgePlans', () => {
  const plan = (id: number, given: Partial<OfferedPlan> = {}): OfferedPlan => ({
    id,
    name: `Plan ${id}`,
    visible: true,
    backups: true,
    additionalIps: true,
    prices: {
      tokensPerHour: 7,
      tokensPerMonth: 0,
      backupPercent: 10,
      ipTokensPerHour: 1,
      ipTokensPerMonth: 0,
    },
    ...given,
  });
  const free = { ...plan(1).prices, tokensPerHour: 0 };

  it('leaves alone what is hidden and unused, and names who uses what is not', () => {
    const hidden = plan(2, { visible: false, prices: free });
    expect(judgePlans([plan(1), hidden], undefined).state).toBe('ok');
    const used = { servers: new Map([[2, 3]]), complete: true };
    expect(judgePlans([plan(1), hidden], used)).toMatchObject({
      state: 'failed',
      detail: '“Plan 2” (3 servers) has no price per hour.',
    });
  });

  it('does not ask a price for what cannot be ordered', () => {
    const none = { ...plan(1).prices, backupPercent: 0, ipTokensPerHour: 0 };
    expect(
      judgePlans([plan(1, { prices: none, backups: false, additionalIps: false })], undefined)
        .state,
    ).toBe('ok');
    expect(judgePlans([plan(1, { prices: none })], undefined).state).toBe('warning');
  });

  it('says so where there is no plan, or where a price cannot be billed', () => {
    expect(judgePlans([], undefined).state).toBe('skipped');
    const odd = { ...plan(1).prices, tokensPerHour: 1.5 };
    expect(judgePlans([plan(1, { prices: odd })], undefined).state).toBe('failed');
  });
});

describe('judgeMigrations', () => {
  it('misses what is not applied, and sees a database that is ahead', () => {
    expect(stateOf(judgeMigrations(['a', 'b'], ['a', 'b']))).toBe('ok');
    expect(judgeMigrations(['a', 'b'], ['a']).detail).toContain('b');
    expect(stateOf(judgeMigrations(['a'], ['a', 'b']))).toBe('warning');
  });
});

describe('judgeExamples and judgeOrigin', () => {
  it('see the settings of the shipped file', async () => {
    const toml = await readFile(new URL('../../../wrangler.toml', import.meta.url), 'utf8');
    const vars = [...toml.matchAll(/^([A-Z_]+) = "(.*)"$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]);
    const verdict = judgeExamples(Object.fromEntries(vars));
    expect(verdict.state).toBe('failed');
    expect(verdict.detail).toMatch(/^ORIGIN, PROVIDER_NAME, PROVIDER_ADDRESS/);
    expect(judgeExamples({ PROVIDER_NAME: 'Northwind', X: 'CHANGEME' }).detail).toBe(
      'X looks like an example.',
    );
    expect(judgeExamples({ PROVIDER_NAME: 'Exemplary Hosting' }).state).toBe('ok');
  });

  it('take http for a trial on the machine itself alone', () => {
    expect(stateOf(judgeOrigin('https://billing.test'))).toBe('ok');
    expect(stateOf(judgeOrigin('http://localhost:8787'))).toBe('ok');
    expect(stateOf(judgeOrigin('http://billing.test'))).toBe('failed');
    expect(['127.0.0.1', 'http://[::1]:1', 'localhost.evil.test'].map(isLocal)).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('judgeAdminKeys', () => {
  it('wants one key that may change something', () => {
    expect(stateOf(judgeAdminKeys([{ kid: 'a', role: 'reader' }]))).toBe('failed');
    expect(stateOf(judgeAdminKeys([{ kid: 'a', role: 'operator' }]))).toBe('ok');
  });
});

describe('overall, listed', () => {
  it('is the worst of all, and what is left out is no fault', () => {
    expect(overall([{ state: 'ok' }, { state: 'skipped' }])).toBe('ok');
    expect(overall([{ state: 'warning' }, { state: 'ok' }])).toBe('warning');
    expect(overall([{ state: 'warning' }, { state: 'failed' }])).toBe('failed');
  });

  it('lists as people do', () => {
    expect(listed(['a'])).toBe('a');
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
    expect(listed(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
  });
});
