import { describe, expect, it } from 'vitest';
import { type AutomationJson, describeAutomation } from '../../../cli/admin/describe-automation.ts';

const REPORT: AutomationJson = {
  ok: false,
  startedAt: '2026-11-01T01:15:00.000Z',
  finishedAt: '2026-11-01T01:15:02.500Z',
  steps: [
    { step: 'expire', ok: true, did: 'Removed 2.', figures: { signups: 2 } },
    { step: 'deliveries', ok: false, did: 'Did none.', figures: { failed: 1 } },
  ],
};

describe('describeAutomation', () => {
  it('has a line for each step and says how many need a look', () => {
    expect(describeAutomation(REPORT, false).split('\n')).toEqual([
      '✓ expire      Removed 2.',
      '✗ deliveries  Did none.',
      '1 of 2 steps need a look. Started 2026-11-01T01:15:00.000Z, took 2.5 s.',
    ]);
  });

  it('adds the figures where they are wanted', () => {
    expect(describeAutomation(REPORT, true)).toContain('\n              signups 2\n');
  });
});
