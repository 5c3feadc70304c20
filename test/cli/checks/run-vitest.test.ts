import { describe, expect, it } from 'vitest';
import { countTests, type VitestReport } from '../../../cli/checks/run-vitest.ts';

const PASSED = { status: 'passed', assertionResults: [{ status: 'passed' }] };
const REPORT: VitestReport = { numPassedTests: 1, numFailedTests: 0, testResults: [PASSED] };

describe('countTests', () => {
  it('counts what passed', () => {
    expect(countTests(REPORT, 0)).toEqual({ passed: 1, failed: 0 });
  });

  it('counts what failed', () => {
    const failed = { status: 'failed', assertionResults: [{ status: 'failed' }] };
    const report = { ...REPORT, numFailedTests: 1, testResults: [PASSED, failed] };
    expect(countTests(report, 1)).toEqual({ passed: 1, failed: 1 });
  });

  it('counts a file that did not load as one', () => {
    const broken = { status: 'failed', assertionResults: [] };
    expect(countTests({ ...REPORT, testResults: [PASSED, broken] }, 1).failed).toBe(1);
  });

  it('counts a failure that no test accounts for', () => {
    expect(countTests(REPORT, 1)).toEqual({ passed: 1, failed: 1 });
  });

  it('counts a missing report as a failure', () => {
    expect(countTests(undefined, 0)).toEqual({ passed: 0, failed: 1 });
  });
});
