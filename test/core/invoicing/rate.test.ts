import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rate } from '#core/invoicing/rate.ts';
import { price, prices, reports, server } from '../support/fixtures.ts';

describe('rate', () => {
  it('makes one line of a server', () => {
    expect(rate([server()], price())).toEqual({
      lines: [
        {
          kind: 'server',
          serverId: 7,
          name: 'web-1',
          hours: 744,
          tokens: 1200,
          amountMinor: 1200,
        },
      ],
      totalMinor: 1200,
      tokens: 1200,
    });
  });

  it('makes a line of its own for backups', () => {
    const { lines, totalMinor, tokens } = rate([server({ backupTokens: 300 })], price());
    expect(lines.map(({ kind, tokens }) => [kind, tokens])).toEqual([
      ['server', 1200],
      ['backup', 300],
    ]);
    expect(totalMinor).toBe(1500);
    expect(tokens).toBe(1500);
  });

  it('makes a line of its own for additional addresses, after the backups', () => {
    const { lines, tokens } = rate([server({ backupTokens: 300, ipTokens: 40 })], price());
    expect(lines.map(({ kind, tokens }) => [kind, tokens])).toEqual([
      ['server', 1200],
      ['backup', 300],
      ['additional_ip', 40],
    ]);
    expect(tokens).toBe(1540);
  });

  it('makes no line of what cost no tokens', () => {
    expect(rate([server({ tokens: 0 })], price()).lines).toEqual([]);
    const backupAlone = rate([server({ tokens: 0, backupTokens: 1 })], price());
    expect(backupAlone.lines.map(({ kind }) => kind)).toEqual(['backup']);
  });

  it('keeps a line whose amount rounds to nothing', () => {
    const { lines, totalMinor } = rate([server({ tokens: 1 })], price('0.001'));
    expect(lines).toHaveLength(1);
    expect(totalMinor).toBe(0);
  });

  it('adds rounded lines instead of rounding the sum', () => {
    const servers = [1, 2, 3].map((serverId) => server({ serverId, tokens: 1 }));
    // Three times 0.5 cents, each rounded up; the sum would have been rounded to 2.
    expect(rate(servers, price('0.005')).totalMinor).toBe(3);
  });

  it('orders lines by server id, as numbers and not as text', () => {
    const servers = [10, 9, 100].map((serverId) => server({ serverId, backupTokens: 1 }));
    expect(rate(servers, price()).lines.map(({ serverId }) => serverId)).toEqual([
      9, 9, 10, 10, 100, 100,
    ]);
  });

  it('leaves the usage it was given as it was', () => {
    const servers = Object.freeze([server({ serverId: 2 }), server({ serverId: 1 })]);
    rate(servers, price());
    expect(servers.map(({ serverId }) => serverId)).toEqual([2, 1]);
  });

  it('makes no line and no amount of no servers', () => {
    expect(rate([], price())).toEqual({ lines: [], totalMinor: 0, tokens: 0 });
  });

  it('makes the total the sum of whole amounts, whatever the currency', () => {
    fc.assert(
      fc.property(reports, prices, (servers, tokenPrice) => {
        const { lines, totalMinor } = rate(servers, tokenPrice);
        let sum = 0n;
        for (const { amountMinor } of lines) {
          expect(Number.isSafeInteger(amountMinor)).toBe(true);
          expect(amountMinor).toBeGreaterThanOrEqual(0);
          sum += BigInt(amountMinor);
        }
        fc.pre(sum <= BigInt(Number.MAX_SAFE_INTEGER));
        expect(BigInt(totalMinor)).toBe(sum);
      }),
    );
  });

  it('bills every token once', () => {
    fc.assert(
      fc.property(reports, prices, (servers, tokenPrice) => {
        const { lines, tokens } = rate(servers, tokenPrice);
        const used = servers.reduce((sum, s) => sum + s.tokens + s.backupTokens, 0);
        expect(tokens).toBe(used);
        const resources = lines.map(({ kind, serverId }) => `${kind} ${serverId}`);
        expect(new Set(resources).size).toBe(resources.length);
        expect(lines.every((line) => line.tokens > 0)).toBe(true);
      }),
    );
  });

  it('never lowers the bill for one more token', () => {
    fc.assert(
      fc.property(reports, prices, fc.nat(), fc.boolean(), (servers, tokenPrice, at, backup) => {
        fc.pre(servers.length > 0);
        const more = servers.map((usage, i) => {
          if (i !== at % servers.length) return usage;
          return backup
            ? { ...usage, backupTokens: usage.backupTokens + 1 }
            : { ...usage, tokens: usage.tokens + 1 };
        });
        expect(rate(more, tokenPrice).totalMinor).toBeGreaterThanOrEqual(
          rate(servers, tokenPrice).totalMinor,
        );
      }),
    );
  });

  it('does not depend on the order of servers', () => {
    fc.assert(
      fc.property(reports, prices, (servers, tokenPrice) => {
        expect(rate([...servers].reverse(), tokenPrice)).toEqual(rate(servers, tokenPrice));
      }),
    );
  });
});
