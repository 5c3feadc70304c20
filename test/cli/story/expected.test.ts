import { describe, expect, it } from 'vitest';
import { expectedLines, type Lifetime, totalOf } from '../../../cli/story/expected.ts';

const SERVER: Lifetime = {
  name: 'web',
  plan: { name: 'Start', tokensPerHour: 7, tokensPerMonth: 5000, backupPercent: 10 },
  createdAtMs: Date.UTC(2027, 0, 31, 22, 30),
  backups: false,
};

function line(server: Partial<Lifetime>, price = '1') {
  return expectedLines([{ ...SERVER, ...server }], '2027-01', price)[0];
}

describe('expectedLines', () => {
  it('counts started hours', () => {
    expect(line({})).toMatchObject({ hours: 2, tokens: 14, amountMinor: 1400 });
  });

  it('caps a month', () => {
    expect(line({ createdAtMs: 0 })).toMatchObject({ hours: 744, tokens: 5000 });
  });

  it('does not cap where there is no cap', () => {
    const plan = { ...SERVER.plan, tokensPerMonth: 0 };
    expect(line({ createdAtMs: 0, plan })).toMatchObject({ tokens: 744 * 7 });
  });

  it('adds backups as a line of their own', () => {
    const lines = expectedLines(
      [{ ...SERVER, createdAtMs: 0, backups: true }],
      '2027-01',
      '0.0011',
    );
    expect(lines.map(({ kind, tokens }) => [kind, tokens])).toEqual([
      ['server', 5000],
      ['backup', 500],
    ]);
    expect(totalOf(lines)).toBe(605);
  });

  it('rounds half a cent up', () => {
    expect(line({}, '0.0025')).toMatchObject({ amountMinor: 4 });
  });

  it('knows nothing of a server that was not there', () => {
    expect(line({ createdAtMs: Date.UTC(2027, 1, 1) })).toBeUndefined();
    expect(line({ createdAtMs: 0, deletedAtMs: Date.UTC(2027, 0, 1) })).toBeUndefined();
  });
});
