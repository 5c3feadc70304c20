import { describe, expect, it } from 'vitest';
import type { ParkReason } from '#core/invoicing/park-reason.ts';
import { planEntry } from '#core/invoicing/plan-entry.ts';
import { parkedItem, planItem } from '#core/invoicing/plan-item.ts';
import { client, currency, facts, INVOICE_ID, server } from '../support/fixtures.ts';

const stored = { email: 'ann@example.com', hash: 'ab' };

describe('planEntry', () => {
  it('opens what would be invoiced', () => {
    const usage = { kind: 'measured', servers: [server()] } as const;
    const item = planItem(client(), usage, facts(), INVOICE_ID);
    expect(planEntry({ ...item, ...stored })).toMatchObject({
      document: 'invoice',
      parked: null,
      tokenPrice: '0.01',
      totalMinor: 1200,
      lines: [{ serverId: 7, tokens: 1200 }],
      hash: 'ab',
    });
  });

  it('has no document and no lines where there is nothing to bill', () => {
    const item = planItem(client(), { kind: 'none' }, facts(), INVOICE_ID);
    expect(planEntry({ ...item, ...stored })).toMatchObject({
      document: null,
      parked: null,
      tokenPrice: '',
      lines: [],
    });
  });

  it.each<[ParkReason, boolean, readonly string[]]>([
    [{ reason: 'usage_unavailable', why: 'panel_slow' }, false, []],
    [{ reason: 'price_missing', currency: currency('USD') }, false, []],
    [{ reason: 'too_many_lines', bytes: 5 }, false, []],
    [{ reason: 'amount_too_large' }, false, []],
    [{ reason: 'outlier', tokens: 9, highestBefore: 1 }, true, ['all servers: 9 tokens']],
    [
      { reason: 'resource_in_two_clients', serverId: 7, clientIds: ['cli_1', 'cli_2'] },
      true,
      ['server 7 of cli_1', 'server 7 of cli_2'],
    ],
    [{ reason: 'duplicate_resource', serverId: 7 }, false, ['server 7']],
    [
      { reason: 'hours_beyond_month', serverId: 7, hours: 800, monthHours: 744 },
      true,
      ['server 7: 800 hours'],
    ],
  ])('says of %j why, by which rows, and what releases it', (detail, releasable, rows) => {
    const { parked } = planEntry({ ...parkedItem(client(), detail), ...stored });
    expect(parked).toMatchObject({ detail, releasable, rows });
    expect(parked?.sentence).toMatch(/^[A-Z0-9].*\.$/);
    expect(parked?.release).toMatch(/^[A-Z].*\.$/);
  });
});
