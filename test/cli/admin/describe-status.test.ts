import { describe, expect, it } from 'vitest';
import { describeStatus, type StatusJson, troubles } from '../../../cli/admin/describe-status.ts';

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
    expect(troubles(status(concern('/admin/parked'), concern('/admin/documents')))).toEqual([
      'Something: 2. It means this. See: npx postmeter parked list',
      'Something: 2. It means this. See: https://billing.example/admin/documents',
    ]);
    expect(troubles(status())).toEqual([]);
  });

  it('has nothing to say of a step that failed and was settled, and says when it was', () => {
    const step = (name: string, settledAt: string | null) => ({
      step: name,
      ok: false,
      did: 'Something failed.',
      figures: {},
      settledAt,
    });
    const automation = {
      ok: false,
      trigger: 'cron',
      startedAt: '2026-11-22T01:15:00.000Z',
      finishedAt: '2026-11-22T01:15:20.000Z',
      steps: [step('invoices', '2026-11-22T08:12:00.000Z'), step('closings', null)],
    };
    const open = { ...status(), lastAutomation: automation };
    expect(troubles(open)).toEqual([
      'The last daily automation failed at: closings. Try it again: npx postmeter automation --verbose',
    ]);
    expect(describeStatus(open, '1')).toContain(
      '2 steps failed, invoices settled 2026-11-22 08:12',
    );
    expect(troubles({ ...open, lastAutomation: { ...automation, ok: true } })).toEqual([]);
  });
});
