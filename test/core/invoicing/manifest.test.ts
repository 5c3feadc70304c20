import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countOutcomes,
  manifestHeader,
  type OutcomeSum,
  RATING_RULES,
  type RunHeader,
  totalsByCurrency,
} from '#core/invoicing/manifest.ts';
import { currency, month } from '../support/fixtures.ts';

function header(deviation: Partial<RunHeader> = {}): RunHeader {
  return {
    month: month('2026-10'),
    timeZone: 'Europe/Amsterdam',
    seller: { name: 'Example Hosting', address: '1 Example Street', email: 'a@example.net' },
    paymentDays: 14,
    ratingRules: RATING_RULES,
    outlier: { factor: 10, floorTokens: 50_000 },
    corrections: false,
    ...deviation,
  };
}

function sum(deviation: Partial<OutcomeSum> = {}): OutcomeSum {
  return {
    outcome: 'invoice',
    currency: currency('USD'),
    count: 2,
    totalMinor: 500,
    ...deviation,
  };
}

const outcomeSums = fc.uniqueArray(
  fc.record({
    outcome: fc.constantFrom(
      'invoice',
      'nothing_to_bill',
      'already_invoiced',
      'billed_elsewhere',
      'parked',
    ),
    currency: fc.constantFrom('USD', 'EUR', 'JPY').map(currency),
    count: fc.nat(1000),
    totalMinor: fc.nat(1_000_000),
  }),
  { selector: (s) => `${s.outcome} ${s.currency}` },
);

describe('manifestHeader', () => {
  it('is one line of JSON in the agreed order of keys', () => {
    // The text is hashed, so its form is a contract with every manifest that was ever approved.
    expect(manifestHeader(header({ ratingRules: 1 }))).toBe(
      '{"month":"2026-10","timeZone":"Europe/Amsterdam","seller":{"name":"Example Hosting",' +
        '"address":"1 Example Street","email":"a@example.net"},"paymentDays":14,"ratingRules":1,' +
        '"outlier":{"factor":10,"floorTokens":50000},"corrections":false}\n',
    );
  });

  it('does not depend on the order in which the facts were put together', () => {
    const { month, timeZone, seller, paymentDays, ratingRules, outlier, corrections } = header();
    const { name, address, email } = seller;
    const turned = {
      corrections,
      outlier: { floorTokens: outlier.floorTokens, factor: outlier.factor },
      ratingRules,
      paymentDays,
      seller: { email, address, name },
      timeZone,
      month,
    };
    expect(manifestHeader(turned)).toBe(manifestHeader(header()));
  });

  it('takes in nothing but the facts it names', () => {
    const more = { ...header(), runId: 'run_1', plannedAtMs: 5 };
    expect(manifestHeader(more)).toBe(manifestHeader(header()));
  });

  it.each<[string, Partial<RunHeader>]>([
    ['month', { month: month('2026-09') }],
    ['time zone', { timeZone: 'UTC' }],
    ['seller name', { seller: { ...header().seller, name: 'Other Hosting' } }],
    ['seller address', { seller: { ...header().seller, address: '' } }],
    ['seller email', { seller: { ...header().seller, email: 'b@example.net' } }],
    ['payment days', { paymentDays: 15 }],
    ['rating rules', { ratingRules: RATING_RULES + 1 }],
    ['outlier factor', { outlier: { factor: 9, floorTokens: 50_000 } }],
    ['outlier floor', { outlier: { factor: 10, floorTokens: 1 } }],
    ['wish to correct', { corrections: true }],
  ])('is another for another %s', (_, deviation) => {
    expect(manifestHeader(header(deviation))).not.toBe(manifestHeader(header()));
  });

  it('stays one line whatever the seller is called', () => {
    const named = header({ seller: { ...header().seller, name: 'Example\nHosting"}' } });
    expect(manifestHeader(named).indexOf('\n')).toBe(manifestHeader(named).length - 1);
  });
});

describe('countOutcomes', () => {
  it('counts each outcome over all currencies', () => {
    const sums = [
      sum({ count: 2 }),
      sum({ count: 3, currency: currency('EUR') }),
      sum({ outcome: 'nothing_to_bill', count: 5 }),
      sum({ outcome: 'already_invoiced', count: 7 }),
      sum({ outcome: 'billed_elsewhere', count: 13 }),
      sum({ outcome: 'parked', count: 11 }),
    ];
    expect(countOutcomes(sums)).toEqual({
      invoice: 5,
      nothingToBill: 5,
      alreadyInvoiced: 7,
      billedElsewhere: 13,
      parked: 11,
    });
  });

  it('counts nothing in an empty plan', () => {
    expect(countOutcomes([])).toEqual({
      invoice: 0,
      nothingToBill: 0,
      alreadyInvoiced: 0,
      billedElsewhere: 0,
      parked: 0,
    });
  });

  it('loses no client', () => {
    fc.assert(
      fc.property(outcomeSums, (sums) => {
        const counted = Object.values(countOutcomes(sums)).reduce((all, count) => all + count, 0);
        expect(counted).toBe(sums.reduce((all, { count }) => all + count, 0));
      }),
    );
  });
});

describe('totalsByCurrency', () => {
  it('gives each currency its own total, in order of code', () => {
    const sums = [
      sum({ currency: currency('USD'), totalMinor: 500, count: 2 }),
      sum({ currency: currency('EUR'), totalMinor: 300, count: 1 }),
    ];
    expect(totalsByCurrency(sums)).toEqual([
      { currency: 'EUR', amountMinor: 300, invoices: 1 },
      { currency: 'USD', amountMinor: 500, invoices: 2 },
    ]);
  });

  it('takes in only what is to be invoiced', () => {
    expect(
      totalsByCurrency([sum({ outcome: 'parked' }), sum({ outcome: 'already_invoiced' })]),
    ).toEqual([]);
  });

  it('does not depend on the order of the sums', () => {
    fc.assert(
      fc.property(outcomeSums, (sums) => {
        expect(totalsByCurrency([...sums].reverse())).toEqual(totalsByCurrency(sums));
      }),
    );
  });
});
