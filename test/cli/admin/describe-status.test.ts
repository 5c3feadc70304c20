import { describe, expect, it } from 'vitest';
import { type StatusJson, troubles } from '../../../cli/admin/describe-status.ts';

const concern = (path: string): StatusJson['concerns'][number] => ({
  what: 'Something',
  count: 2,
  meaning: 'It means this.',
  tone: 'problem',
  path,
});

const status = (...concerns: StatusJson['concerns']): StatusJson => ({
  origin: 'https://billing.example',
  now: '2026-11-22T09:00:00.000Z',
  month: { month: '2026-11', costsUntil: null, costs: [], next: null },
  lastMonth: { month: '2026-10', billed: [] },
  clientsByState: {},
  lastRun: null,
  lastAutomation: null,
  unsettled: [],
  outbox: { pending: 0, due: 0, failed: 0, unknown: 0 },
  deliveries: { waiting: 0, in_doubt: 0, problem: 0 },
  billingSystem: 'builtin',
  stopped: null,
  concerns,
});

describe('troubles', () => {
  it('names the command that shows more, or the page where there is none', () => {
    expect(troubles(status(concern('/admin/parked'), concern('/admin/deliveries')))).toEqual([
      'Something: 2. It means this. See: npx postmeter parked list',
      'Something: 2. It means this. See: https://billing.example/admin/deliveries',
    ]);
    expect(troubles(status())).toEqual([]);
  });
});
