import { describe, expect, it } from 'vitest';
import { createDnsOverHttps } from '#adapters/dns/dns-over-https.ts';
import { createRemoteClock } from '#adapters/http/remote-clock.ts';
import { rawUrl } from '../../support/emulators.ts';

const call: typeof fetch = (input, init) => fetch(input, init);

function resolver(url: string, timeoutMs = 5_000) {
  return createDnsOverHttps({ url, timeoutMs, fetch: call });
}

function answering(json: unknown, status = 200) {
  const answer = async () => Response.json(json, { status });
  return createDnsOverHttps({ url: 'https://dns.test', timeoutMs: 5_000, fetch: answer });
}

describe('createDnsOverHttps', () => {
  it('reads texts in parts and with quotes in them, and leaves an alias on the way out', async () => {
    const dns = answering({
      Status: 0,
      Answer: [
        { name: 'a.test', type: 5, TTL: 1, data: 'b.test.' },
        { name: 'b.test', type: 16, TTL: 1, data: '"v=spf1 include:x" " -all"' },
        { name: 'b.test', type: 16, TTL: 1, data: '"say \\"hello\\""' },
        { name: 'b.test', type: 16, TTL: 1, data: 'bare' },
      ],
    });
    expect(await dns.lookUp('a.test', 'TXT')).toEqual({
      ok: true,
      value: ['v=spf1 include:x -all', 'say "hello"', 'bare'],
    });
  });

  it('reads mail exchangers without preference and last dot, and keeps the null one', async () => {
    const Answer = ['10 mail.a.test.', '0 .'].map((data) => ({ type: 15, data }));
    const dns = answering({ Status: 0, Answer });
    expect(await dns.lookUp('a.test', 'MX')).toEqual({ ok: true, value: ['mail.a.test', '.'] });
  });

  it('tells a name without records from one that does not exist', async () => {
    const none = answering({ Status: 0 });
    expect(await none.lookUp('a.test', 'TXT')).toEqual({ ok: true, value: [] });
    const nobody = answering({ Status: 3 });
    expect(await nobody.lookUp('a.test', 'TXT')).toEqual({ ok: false, error: 'dns_no_such_name' });
  });

  it.each([
    ['a server failure of DNS', { Status: 2 }, 200],
    ['an HTTP error', { Status: 0, Answer: [] }, 503],
    ['something else than an answer', { hello: 1 }, 200],
  ])('has asked nobody after %s', async (_name, json, status) => {
    const dns = answering(json, status);
    expect(await dns.lookUp('a.test', 'TXT')).toEqual({ ok: false, error: 'dns_unreachable' });
  });

  it('has asked nobody where the resolver hangs or is not there', async () => {
    for (const url of [rawUrl('slow-body'), 'http://127.0.0.1:9/dns-query']) {
      const found = await resolver(url, 300).lookUp('a.test', 'MX');
      expect(found).toEqual({ ok: false, error: 'dns_unreachable' });
    }
  });
});

describe('createRemoteClock', () => {
  const nowMs = Date.parse('2026-11-10T12:00:00Z');
  const ahead = (headers: Record<string, string>) =>
    createRemoteClock(
      {
        url: 'https://panel.test',
        timeoutMs: 300,
        fetch: async () => new Response('', { headers }),
      },
      { nowMs: () => nowMs },
    ).aheadMs();

  it('is the Date of an answer against ours, unless the answer is out of a cache', async () => {
    const date = 'Tue, 10 Nov 2026 12:01:30 GMT';
    expect(await ahead({ date })).toBe(90_000);
    expect(await ahead({ date, age: '0' })).toBe(90_000);
    expect(await ahead({ date, age: '3600' })).toBeUndefined();
    expect(await ahead({ date: 'yesterday' })).toBeUndefined();
    expect(await ahead({})).toBeUndefined();
  });

  it('is unknown where nobody answers', async () => {
    const options = { url: 'http://127.0.0.1:9/', timeoutMs: 300, fetch: call };
    expect(await createRemoteClock(options, { nowMs: () => nowMs }).aheadMs()).toBeUndefined();
  });
});
