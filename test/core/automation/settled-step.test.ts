import { describe, expect, it } from 'vitest';
import {
  NUMBERS_HAVE_GAPS,
  type SinceAutomation,
  settledAtMs,
} from '#core/automation/settled-step.ts';

const SETTLED: SinceAutomation = {
  waiting: 0,
  enrolledAtMs: 11,
  failing: 0,
  mendedAtMs: 12,
  stopped: false,
  resumedAtMs: 13,
  run: { executedAtMs: 14, parked: 0 },
};
const PARKED = { month: '2026-10', state: 'executed', parked: 1 };

const at = (step: string, figures: Record<string, number | string>, deviation = {}) =>
  settledAtMs({ step, figures }, { ...SETTLED, ...deviation });

describe('settledAtMs', () => {
  it.each([
    ['provisioning', { waiting: 1 }, 11],
    ['invoices', PARKED, 14],
    ['billing', { stopped: 'billing_refused' }, 13],
    ['deliveries', { failed: 1 }, 12],
  ])('says since when %s is settled', (step, figures, expected) => {
    expect(at(step, figures)).toBe(expected);
  });

  it.each([
    ['somebody still waits', 'provisioning', { waiting: 1 }, { waiting: 1 }],
    ['nobody was enrolled since', 'provisioning', { waiting: 1 }, { enrolledAtMs: null }],
    ['a client is parked again', 'invoices', PARKED, { run: { executedAtMs: 14, parked: 1 } }],
    ['no run was executed since', 'invoices', PARKED, { run: null }],
    ['numbers have gaps', 'invoices', { ...PARKED, ...NUMBERS_HAVE_GAPS }, {}],
    ['the system refuses us still', 'billing', { stopped: 'x' }, { stopped: true }],
    ['payments were not read', 'billing', { read: 1, failed: 1 }, {}],
    ['a task fails still', 'deliveries', { failed: 2 }, { failing: 1 }],
    ['nobody mended a task', 'deliveries', { failed: 1 }, { mendedAtMs: null, enrolledAtMs: null }],
    ['an account was not closed', 'closings', { crashed: 1 }, {}],
    ['it crashed', 'invoices', {}, {}],
    ['it crashed, too', 'deliveries', {}, {}],
  ])('leaves it open where %s', (_why, step, figures, deviation) => {
    expect(at(step, figures, deviation)).toBeUndefined();
  });

  it('takes the set-up of a client for a task that was given up', () => {
    expect(at('deliveries', { failed: 1 }, { mendedAtMs: null })).toBe(11);
  });
});
