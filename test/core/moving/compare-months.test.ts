import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Line } from '#core/invoicing/rate.ts';
import { compareMonths, type ShadowItem } from '#core/moving/compare-months.ts';
import type { OldInvoice, OldLine } from '#core/moving/old-invoice.ts';

const line = (deviation: Partial<Line> = {}): Line => ({
  kind: 'server',
  serverId: 7,
  name: 'web',
  hours: 720,
  tokens: 1_000,
  amountMinor: 150,
  ...deviation,
});

const item = (lines: readonly Line[], deviation: Partial<ShadowItem> = {}): ShadowItem => ({
  outcome: lines.length > 0 ? 'invoice' : 'nothing_to_bill',
  reason: '',
  currency: 'USD',
  lines,
  ...deviation,
});

const old = (deviation: Partial<OldLine> = {}): OldLine => ({
  text: 'web (#7)',
  serverId: 7,
  serverName: 'web',
  hours: 720,
  tokens: 1_000,
  amountMinor: 150,
  ...deviation,
});

const invoice = (...lines: readonly OldLine[]): OldInvoice => ({
  id: '1',
  date: '2026-10-01',
  status: 'Unpaid',
  currency: 'USD',
  lines,
});

describe('compareMonths', () => {
  it('lays our up to three lines of a server beside their one', () => {
    const ours = [line(), line({ kind: 'backup', tokens: 100, amountMinor: 15 })];
    const compared = compareMonths(
      item(ours),
      [invoice(old({ tokens: 1_100, amountMinor: 165 }))],
      0,
    );
    expect(compared).toMatchObject({ verdict: 'equal', hereMinor: 165, thereMinor: 165 });
    expect(compared.servers).toEqual([
      {
        serverId: 7,
        name: 'web',
        here: { hours: 720, tokens: 1_100, amountMinor: 165 },
        there: { hours: 720, tokens: 1_100, amountMinor: 165 },
        differenceMinor: 0,
        difference: null,
      },
    ]);
  });

  it('finds a server by its name where the line has no id, but not one of two of the same name', () => {
    const named = old({ serverId: null });
    expect(compareMonths(item([line()]), [invoice(named)], 0).verdict).toBe('equal');
    const twins = [line(), line({ serverId: 8 })];
    const compared = compareMonths(item(twins), [invoice(named, named)], 0);
    expect(compared.verdict).toBe('differs');
    expect(compared.servers.filter(({ difference }) => difference === 'unread_line')).toHaveLength(
      2,
    );
  });

  it.each([
    ['differs', [line()], [invoice(old({ amountMinor: 152 }))], 'amount'],
    ['differs', [line(), line({ serverId: 8 })], [invoice(old())], 'missing_there'],
    ['differs', [line()], [invoice(old(), old({ serverId: 8 }))], 'missing_here'],
    ['differs', [line()], [invoice(old(), old({ serverId: null, serverName: '' }))], 'unread_line'],
    ['only_here', [line()], [], 'missing_there'],
    ['only_there', [], [invoice(old())], 'missing_here'],
    // The same twice over there: the sums of the server tell.
    ['differs', [line()], [invoice(old()), invoice(old())], 'amount'],
  ] as const)('says %s', (verdict, ours, theirs, difference) => {
    const compared = compareMonths(item(ours), theirs, 1);
    expect(compared.verdict).toBe(verdict);
    expect(compared.servers.flatMap((one) => one.difference ?? [])).toEqual([difference]);
  });

  it('calls two empty months equal, and one over nothing as well', () => {
    expect(compareMonths(item([]), [], 0).verdict).toBe('equal');
    const nothing = old({ serverId: null, serverName: '', amountMinor: 0 });
    expect(compareMonths(item([]), [invoice(nothing)], 0).verdict).toBe('equal');
  });

  it('never calls another currency equal', () => {
    const euros = { ...invoice(old()), currency: 'EUR' };
    expect(compareMonths(item([line()]), [euros], 0)).toMatchObject({
      verdict: 'differs',
      currencyDiffers: true,
      currencyThere: 'EUR',
    });
  });

  it('compares nothing of a client whose month is not known', () => {
    const parked = item([], { outcome: 'parked', reason: 'usage_unavailable' });
    expect(compareMonths(parked, [], 0)).toMatchObject({
      verdict: 'not_compared',
      parkedFor: 'usage_unavailable',
    });
  });

  it('is equal exactly where each server is within the tolerance, whatever the order', () => {
    const amounts = fc.array(
      fc.record({
        here: fc.integer({ min: 0, max: 5_000 }),
        apart: fc.integer({ min: -3, max: 3 }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(
        amounts,
        fc.integer({ min: 0, max: 3 }),
        fc.boolean(),
        (servers, tolerance, turn) => {
          const ours = servers.map(({ here }, i) => line({ serverId: i + 1, amountMinor: here }));
          const theirs = servers.map(({ here, apart }, i) =>
            old({ serverId: i + 1, amountMinor: here + apart }),
          );
          const one = invoice(...(turn ? theirs.toReversed() : theirs));
          const compared = compareMonths(item(ours), [one], tolerance);
          const isEqual = servers.every(({ apart }) => Math.abs(apart) <= tolerance);
          expect(compared.verdict === 'equal').toBe(isEqual);
          // No money is lost in comparing.
          const difference = compared.servers.reduce((sum, s) => sum + s.differenceMinor, 0);
          expect(difference).toBe(compared.hereMinor - compared.thereMinor);
        },
      ),
    );
  });
});
