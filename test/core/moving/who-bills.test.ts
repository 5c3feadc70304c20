// Exactly one of the two bills each month of a client: in the rule, in the planner, and along every way of changing it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planItem } from '#core/invoicing/plan-item.ts';
import { type BillingMonth, monthAfter, monthBefore } from '#core/month.ts';
import { type BilledFrom, billedByUs } from '#core/moving/billed-by-us.ts';
import {
  type CutOverFacts,
  checkCutOverMonth,
  decideCutBack,
  decideCutOver,
} from '#core/moving/cut-over.ts';
import { client, facts, INVOICE_ID, month, server } from '../support/fixtures.ts';

const months = fc
  .tuple(fc.integer({ min: 2024, max: 2027 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => month(`${year}-${String(number).padStart(2, '0')}`));

const usage = { kind: 'measured', servers: [server()] } as const;

describe('billedByUs', () => {
  it('is all months of whoever began here, and none of whoever was not cut over', () => {
    fc.assert(
      fc.property(months, (one) => {
        expect(billedByUs(undefined, one)).toBe(true);
        expect(billedByUs('', one)).toBe(false);
      }),
    );
  });

  it('splits the months at the cut-over, and the planner goes by it', () => {
    fc.assert(
      fc.property(months, months, (from, one) => {
        const ours = one >= from;
        expect(billedByUs(from, one)).toBe(ours);
        const item = planItem(
          client({ billedFrom: from }),
          usage,
          facts({ month: one }),
          INVOICE_ID,
        );
        expect(item.outcome).toBe(ours ? 'invoice' : 'billed_elsewhere');
        expect(item.totalMinor > 0).toBe(ours);
      }),
    );
  });

  it('does not split a shadow: that asks what we would bill', () => {
    const shadow = facts({ shadow: true });
    const item = planItem(client({ billedFrom: '' }), usage, shadow, INVOICE_ID);
    expect(item.outcome).toBe('invoice');
  });

  it('bills nothing of a month that is not ours, whatever the panel says', () => {
    const of = client({ billedFrom: '', alreadyInvoiced: true });
    const unknown = { kind: 'unavailable', why: 'panel_slow' } as const;
    expect(planItem(of, unknown, facts(), INVOICE_ID)).toMatchObject({
      outcome: 'billed_elsewhere',
      invoiceId: '',
      totalMinor: 0,
      content: `{"clientId":"${of.id}","outcome":"billed_elsewhere"}`,
    });
  });
});

/** A client, the running month, and what operators and runs do, in any order. */
type Act =
  | { readonly do: 'cut_over'; readonly ahead: number }
  | { readonly do: 'cut_back' }
  | { readonly do: 'month_passes' };

const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('cut_over' as const), ahead: fc.integer({ min: -2, max: 3 }) }),
    fc.record({ do: fc.constant('cut_back' as const) }),
    fc.record({ do: fc.constant('month_passes' as const) }),
  ),
  { maxLength: 40 },
);

describe('cutting over, back, and billing', () => {
  it('leaves every month that is over to exactly one of the two, and never to another afterwards', () => {
    fc.assert(
      fc.property(acts, (steps) => {
        let running = month('2026-10');
        let billedFrom: BilledFrom = '';
        let newestBilled: BillingMonth | '' = '';
        const billedBy = new Map<BillingMonth, 'us' | 'add-on'>();
        const now = (): CutOverFacts => ({
          billedFrom,
          newestBilled,
          termsAccepted: true,
          shadow: 'equal',
          isEnrolled: true,
        });
        for (const step of steps) {
          if (step.do === 'month_passes') {
            const by = billedByUs(billedFrom, running) ? 'us' : 'add-on';
            billedBy.set(running, by);
            if (by === 'us') newestBilled = running;
            running = monthAfter(running);
          } else if (step.do === 'cut_back') {
            if (decideCutBack(now()) === 'change') billedFrom = '';
          } else {
            const from = moved(running, step.ahead);
            const rules = { needsTerms: true, onlyEqual: true };
            if (
              !checkCutOverMonth(from, running) &&
              decideCutOver(now(), from, rules) === 'change'
            ) {
              billedFrom = from;
            }
          }
          // What was billed by one of them stays theirs, under whatever holds now.
          for (const [one, by] of billedBy) {
            if (by === 'us') expect(billedByUs(billedFrom, one)).toBe(true);
            else expect(billedByUs(billedFrom, one)).toBe(false);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

function moved(from: BillingMonth, by: number): BillingMonth {
  let one = from;
  for (let i = 0; i < Math.abs(by); i++) one = by > 0 ? monthAfter(one) : monthBefore(one);
  return one;
}

describe('decideCutOver', () => {
  const from = month('2026-10');
  const ready: CutOverFacts = {
    billedFrom: '',
    newestBilled: '',
    termsAccepted: true,
    shadow: 'equal',
    isEnrolled: true,
  };
  const rules = { needsTerms: true, onlyEqual: true };

  it.each([
    ['change', ready],
    ['unchanged', { ...ready, billedFrom: from }],
    ['cut_over_already', { ...ready, billedFrom: month('2026-11') }],
    ['not_enrolled', { ...ready, isEnrolled: false }],
    ['terms_not_accepted', { ...ready, termsAccepted: false }],
    ['shadow_not_equal', { ...ready, shadow: 'differs' }],
    ['shadow_not_equal', { ...ready, shadow: undefined }],
    ['not_imported', undefined],
  ] as const)('answers %s', (decision, given) => {
    expect(decideCutOver(given, from, rules)).toBe(decision);
  });

  it('asks for neither terms nor a shadow where nobody wants them', () => {
    const given = { ...ready, termsAccepted: false, shadow: undefined };
    expect(decideCutOver(given, from, { needsTerms: false, onlyEqual: false })).toBe('change');
  });
});

describe('decideCutBack', () => {
  const cut: CutOverFacts = {
    billedFrom: month('2026-10'),
    newestBilled: '',
    termsAccepted: false,
    shadow: undefined,
    isEnrolled: false,
  };

  it.each([
    ['change', cut],
    ['change', { ...cut, newestBilled: month('2026-09') }],
    ['billed_here', { ...cut, newestBilled: month('2026-10') }],
    ['billed_here', { ...cut, newestBilled: month('2026-12') }],
    ['unchanged', { ...cut, billedFrom: '' }],
    ['not_imported', undefined],
  ] as const)('answers %s', (decision, given) => {
    expect(decideCutBack(given)).toBe(decision);
  });
});

describe('checkCutOverMonth', () => {
  const running = month('2026-12');

  it('takes the running month and the next one', () => {
    expect(checkCutOverMonth(running, running)).toBeUndefined();
    expect(checkCutOverMonth(month('2027-01'), running)).toBeUndefined();
  });

  it('refuses months that are over, and years typed wrong', () => {
    expect(checkCutOverMonth(month('2026-11'), running)).toEqual({
      reason: 'cut_over_month_over',
      running,
    });
    expect(checkCutOverMonth(month('2027-02'), running)).toEqual({
      reason: 'cut_over_month_far',
      latest: '2027-01',
    });
  });
});
