import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlanFacts, type PlanItem, planItem } from '#core/invoicing/plan-item.ts';
import { rate } from '#core/invoicing/rate.ts';
import type { UnavailableReason, Usage } from '#core/usage/usage.ts';
import {
  client,
  currency,
  facts,
  INVOICE_ID,
  MONTH_HOURS,
  month,
  price,
  prices,
  reports,
  server,
  wildReports,
} from '../support/fixtures.ts';

const UNAVAILABLE_REASONS: readonly UnavailableReason[] = [
  'panel_unreachable',
  'panel_slow',
  'panel_refused_token',
  'panel_wrong_address',
  'panel_error',
  'panel_user_missing',
  'report_malformed',
  'metering_not_begun',
  'metering_behind',
  'metering_gap',
  'metering_pruned',
  'plan_vanished',
  'plan_malformed',
];

function measured(...servers: ReturnType<typeof server>[]): Usage {
  return { kind: 'measured', servers };
}

function plan(usage: Usage, of = client(), tokenPrice = price()): PlanItem {
  return planItem(of, usage, facts({ price: tokenPrice }), INVOICE_ID);
}

const anyUsage: fc.Arbitrary<Usage> = fc.oneof(
  wildReports.map((servers): Usage => ({ kind: 'measured', servers })),
  fc.constant<Usage>({ kind: 'none' }),
  fc.constantFrom(...UNAVAILABLE_REASONS).map((why): Usage => ({ kind: 'unavailable', why })),
);

describe('planItem', () => {
  it('invoices measured usage, with the id that it was given', () => {
    expect(plan(measured(server()))).toMatchObject({
      clientId: client().id,
      invoiceId: INVOICE_ID,
      outcome: 'invoice',
      reason: '',
      currency: 'USD',
      totalMinor: 1200,
    });
  });

  it('freezes all that is printed on the invoice, in the agreed order of keys', () => {
    // The text is hashed, so its form is a contract with every manifest that was ever approved.
    expect(plan(measured(server({ backupTokens: 5 }))).content).toBe(
      '{"clientId":"cli_00000000000000000000000001","outcome":"invoice","sequence":0,' +
        '"month":"2026-10","timeZone":"Europe/Amsterdam","ratingRules":1,' +
        '"client":{"name":"Ann Example","company":"","email":"ann@example.com"},' +
        '"currency":"USD","tokenPrice":"0.01","lines":[' +
        '{"kind":"server","serverId":7,"name":"web-1","hours":744,"tokens":1200,"amountMinor":1200},' +
        '{"kind":"backup","serverId":7,"name":"web-1","hours":744,"tokens":5,"amountMinor":5}' +
        '],"tokens":1205,"totalMinor":1205}',
    );
  });

  it('bills additional addresses on a line of their own', () => {
    const { totalMinor, content } = plan(measured(server({ ipTokens: 40 })));
    expect(totalMinor).toBe(1_240);
    expect(JSON.parse(content)).toMatchObject({
      tokens: 1_240,
      lines: [{}, { kind: 'additional_ip' }],
    });
  });

  describe('with a second measurement', () => {
    const second = (tokens: number): Usage => {
      const servers = [server({ tokens })];
      return { kind: 'measured', servers: [server()], second: { kind: 'measured', servers } };
    };
    const behind: Usage = {
      kind: 'measured',
      servers: [server()],
      second: { kind: 'unavailable', why: 'metering_behind' },
    };
    const planned = (usage: Usage, released: string[] = []) =>
      planItem(client({ released }), usage, facts({ usageTolerancePercent: 1 }), INVOICE_ID);

    it('invoices the first where they agree within the tolerance', () => {
      expect(planned(second(1_212))).toMatchObject({ outcome: 'invoice', totalMinor: 1_200 });
    });

    it('parks beyond it, with both figures, until somebody releases the client', () => {
      const item = planned(second(1_213));
      expect(item).toMatchObject({ outcome: 'parked', reason: 'usage_differs' });
      expect(JSON.parse(item.content).parked).toMatchObject({
        tolerancePercent: 1,
        count: 1,
        servers: [{ serverId: 7, reported: 1_200, metered: 1_213 }],
      });
      expect(planned(second(1_213), ['usage_differs'])).toMatchObject({ totalMinor: 1_200 });
    });

    it('parks where there is none, until somebody releases the client', () => {
      expect(planned(behind)).toMatchObject({ reason: 'usage_unconfirmed' });
      expect(planned(behind, ['usage_unconfirmed']).outcome).toBe('invoice');
      expect(planned(behind, ['usage_differs']).outcome).toBe('parked');
    });
  });

  it('rates as the estimate does', () => {
    const servers = [server(), server({ serverId: 8, tokens: 33, backupTokens: 7 })];
    const { lines, totalMinor } = rate(servers, price('0.0125'));
    const content = JSON.parse(plan(measured(...servers), client(), price('0.0125')).content);
    expect(content).toMatchObject({ lines, totalMinor });
  });

  it('invoices nobody twice', () => {
    const invoiced = client({ alreadyInvoiced: true });
    expect(plan(measured(server()), invoiced)).toMatchObject({
      outcome: 'already_invoiced',
      invoiceId: '',
      reason: '',
      totalMinor: 0,
      content: '{"clientId":"cli_00000000000000000000000001","outcome":"already_invoiced"}',
    });
  });

  it('has nothing to bill where there was no usage', () => {
    expect(plan({ kind: 'none' })).toMatchObject({
      outcome: 'nothing_to_bill',
      invoiceId: '',
      totalMinor: 0,
      content: '{"clientId":"cli_00000000000000000000000001","outcome":"nothing_to_bill"}',
    });
  });

  it.each([
    ['no server', measured()],
    ['a server without tokens', measured(server({ tokens: 0 }))],
  ])('has nothing to bill for a report of %s, with or without a price', (_, usage) => {
    expect(plan(usage).outcome).toBe('nothing_to_bill');
    expect(planItem(client(), usage, facts({ price: undefined }), INVOICE_ID).outcome).toBe(
      'nothing_to_bill',
    );
  });

  it('has nothing to bill where all lines round to nothing', () => {
    expect(plan(measured(server({ tokens: 4 })), client(), price('0.001'))).toMatchObject({
      outcome: 'nothing_to_bill',
      invoiceId: '',
    });
  });

  it('has something to bill where only backups cost tokens', () => {
    const usage = measured(server({ tokens: 0, backupTokens: 1 }));
    expect(plan(usage)).toMatchObject({ outcome: 'invoice', totalMinor: 1 });
  });

  it.each(UNAVAILABLE_REASONS)('parks a client whose usage is unavailable: %s', (why) => {
    expect(plan({ kind: 'unavailable', why })).toMatchObject({
      outcome: 'parked',
      reason: 'usage_unavailable',
      invoiceId: '',
      totalMinor: 0,
      content:
        '{"clientId":"cli_00000000000000000000000001","outcome":"parked",' +
        `"parked":{"reason":"usage_unavailable","why":"${why}"}}`,
    });
  });

  it('parks a client in whose currency tokens have no price', () => {
    const parked = planItem(client(), measured(server()), facts({ price: undefined }), INVOICE_ID);
    expect(parked).toMatchObject({ outcome: 'parked', reason: 'price_missing', invoiceId: '' });
    expect(JSON.parse(parked.content).parked).toEqual({ reason: 'price_missing', currency: 'USD' });
  });

  it('parks a client whose report names a server twice, with the server as evidence', () => {
    const parked = plan(measured(server(), server()));
    expect(parked).toMatchObject({ outcome: 'parked', reason: 'duplicate_resource' });
    expect(JSON.parse(parked.content).parked).toEqual({
      reason: 'duplicate_resource',
      serverId: 7,
    });
  });

  it('parks a client whose report has hours that the month has not', () => {
    expect(plan(measured(server({ hours: MONTH_HOURS + 1 })))).toMatchObject({
      outcome: 'parked',
      reason: 'hours_beyond_month',
    });
  });

  it('parks a client whose total is more than an integer holds exactly', () => {
    const half = { tokens: 2 ** 52, hours: 1 };
    const usage = measured(server({ ...half, serverId: 1 }), server({ ...half, serverId: 2 }));
    const yen = client({ currency: currency('JPY') });
    expect(plan(usage, yen, price('1', 'JPY'))).toMatchObject({
      outcome: 'parked',
      reason: 'amount_too_large',
    });
  });

  it('parks a client of whom one line alone is more than an integer holds exactly', () => {
    const usage = measured(server({ tokens: Number.MAX_SAFE_INTEGER }));
    expect(plan(usage, client(), price('1'))).toMatchObject({
      outcome: 'parked',
      reason: 'amount_too_large',
    });
  });

  it('parks a client whose lines are more than the store holds in a row, counted in bytes', () => {
    const many = Array.from({ length: 9_000 }, (_, i) => server({ serverId: i + 1, tokens: 1 }));
    expect(plan(measured(...many)).outcome).toBe('invoice');
    const wide = many.map((usage) => ({ ...usage, name: 'é'.repeat(60) }));
    const parked = plan(measured(...wide));
    expect(parked).toMatchObject({ outcome: 'parked', reason: 'too_many_lines', invoiceId: '' });
    expect(JSON.parse(parked.content).parked.bytes).toBeGreaterThan(1_500_000);
  });

  it('never invoices what is unavailable, and never gives another outcome an invoice', () => {
    fc.assert(
      fc.property(
        anyUsage,
        fc.boolean(),
        fc.option(prices),
        (usage, alreadyInvoiced, tokenPrice) => {
          const of = client({ alreadyInvoiced });
          const item = planItem(of, usage, facts({ price: tokenPrice ?? undefined }), INVOICE_ID);
          if (usage.kind === 'unavailable') {
            expect(item.outcome).toBe(alreadyInvoiced ? 'already_invoiced' : 'parked');
          }
          expect(item.invoiceId === INVOICE_ID).toBe(item.outcome === 'invoice');
          expect(item.totalMinor > 0).toBe(item.outcome === 'invoice');
          expect(item.reason !== '').toBe(item.outcome === 'parked');
          expect(JSON.parse(item.content)).toMatchObject({
            clientId: of.id,
            outcome: item.outcome,
          });
        },
      ),
    );
  });

  it('bills no hour twice: a report that it invoices names every server once', () => {
    fc.assert(
      fc.property(wildReports, (servers) => {
        const item = plan({ kind: 'measured', servers });
        fc.pre(item.outcome === 'invoice');
        expect(new Set(servers.map(({ serverId }) => serverId)).size).toBe(servers.length);
      }),
    );
  });

  it('freezes the same content whatever the order of servers and the id of the invoice', () => {
    fc.assert(
      fc.property(reports, prices, (servers, tokenPrice) => {
        const usage: Usage = { kind: 'measured', servers };
        const turned: Usage = { kind: 'measured', servers: [...servers].reverse() };
        const one = planItem(client(), usage, facts({ price: tokenPrice }), INVOICE_ID);
        const other = planItem(client(), turned, facts({ price: tokenPrice }), 'inv_other');
        expect(other.content).toBe(one.content);
      }),
    );
  });

  it('freezes the same content for a report that cannot be true, whatever the order of servers', () => {
    fc.assert(
      fc.property(wildReports, (servers) => {
        const turned = plan({ kind: 'measured', servers: [...servers].reverse() });
        const { content, outcome } = plan({ kind: 'measured', servers });
        fc.pre(outcome === 'parked');
        expect(turned.content).toBe(content);
      }),
    );
  });

  it.each([
    ['name', { name: 'Bob' }],
    ['company', { company: 'Example Ltd' }],
    ['email', { email: 'bob@example.com' }],
  ])('freezes another content for another %s of the client', (_, deviation) => {
    const usage = measured(server());
    expect(plan(usage, client(deviation)).content).not.toBe(plan(usage).content);
  });

  it.each([
    ['name', { name: 'web-2' }],
    ['hours', { hours: 743 }],
    ['tokens', { tokens: 1201 }],
    ['backup tokens', { backupTokens: 1 }],
  ])('freezes another content for other %s of a server', (_, deviation) => {
    expect(plan(measured(server(deviation))).content).not.toBe(plan(measured(server())).content);
  });

  it.each<[string, Partial<PlanFacts>]>([
    ['month', { month: month('2026-09') }],
    ['time zone', { timeZone: 'UTC' }],
    ['version of the rating rules', { ratingRules: 2 }],
  ])('freezes another content for another %s', (_, deviation) => {
    const other = planItem(client(), measured(server()), facts(deviation), INVOICE_ID);
    expect(other.content).not.toBe(plan(measured(server())).content);
  });

  it('freezes another content for another token price, even one with the same total', () => {
    const usage = measured(server({ tokens: 1 }));
    const a = plan(usage, client(), price('0.01'));
    const b = plan(usage, client(), price('0.011'));
    expect(a.totalMinor).toBe(b.totalMinor);
    expect(a.content).not.toBe(b.content);
  });
});
