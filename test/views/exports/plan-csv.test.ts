import { describe, expect, it } from 'vitest';
import type { PlanEntry } from '#core/invoicing/plan-entry.ts';
import type { CurrencyCode } from '#core/money.ts';
import { PLAN_CSV_HEADER, planCsvRows } from '#views/exports/plan-csv.ts';

const line = {
  kind: 'server',
  serverId: 7,
  name: '=cmd()',
  hours: 5,
  tokens: 9,
  amountMinor: -150,
} as const;
const entry: PlanEntry = {
  clientId: 'cli_1',
  email: 'ann@example.com',
  outcome: 'credit_note',
  document: 'credit_note',
  parked: null,
  currency: 'USD' as CurrencyCode,
  totalMinor: -300,
  tokenPrice: '0.0015',
  lines: [line, { ...line, kind: 'backup', name: 'b' }],
  hash: 'ab',
};

describe('planCsvRows', () => {
  it('has a row for each line, with the total on the first alone', () => {
    expect(planCsvRows(entry).split('\r\n')).toEqual([
      `"cli_1","ann@example.com","credit_note",,,,"USD",0.0015,"server",7,"'=cmd()",5,9,-1.50,-3.00,"ab"`,
      `"cli_1","ann@example.com","credit_note",,,,"USD",0.0015,"backup",7,"b",5,9,-1.50,,"ab"`,
      '',
    ]);
  });

  it('has one row for a client without lines, with reason, sentence and release', () => {
    const parked = {
      detail: { reason: 'amount_too_large' },
      sentence: 'Too large.',
      release: 'Mend it.',
      rows: [],
      releasable: false,
    } as const;
    const held = {
      ...entry,
      outcome: 'parked',
      document: null,
      parked,
      lines: [],
      tokenPrice: '',
    } as const;
    expect(planCsvRows(held)).toBe(
      '"cli_1","ann@example.com","parked","amount_too_large","Too large.","Mend it.","USD",,,,,,,,,"ab"\r\n',
    );
  });

  it('has as many cells as the header in every row', () => {
    const cells = (row: string) => row.split(',').length;
    for (const row of planCsvRows(entry).trim().split('\r\n')) {
      expect(cells(row)).toBe(cells(PLAN_CSV_HEADER));
    }
  });
});
