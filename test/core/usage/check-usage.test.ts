import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkUsage } from '#core/usage/check-usage.ts';
import { MONTH_HOURS, reports, server, wildReports } from '../support/fixtures.ts';

describe('checkUsage', () => {
  it('gives the servers as they came', () => {
    const servers = [server({ serverId: 9 }), server({ serverId: 3 })];
    expect(checkUsage(servers, MONTH_HOURS)).toEqual({ ok: true, value: servers });
  });

  it('accepts a month without servers', () => {
    expect(checkUsage([], MONTH_HOURS)).toEqual({ ok: true, value: [] });
  });

  it('accepts exactly the hours of the month and refuses one more', () => {
    expect(checkUsage([server({ hours: 744 })], 744).ok).toBe(true);
    expect(checkUsage([server({ hours: 745 })], 744)).toEqual({
      ok: false,
      error: { reason: 'hours_beyond_month', serverId: 7, hours: 745, monthHours: 744 },
    });
  });

  it('refuses a server that appears twice, even under another name', () => {
    const servers = [server(), server({ serverId: 8 }), server({ name: 'web-2' })];
    expect(checkUsage(servers, MONTH_HOURS)).toEqual({
      ok: false,
      error: { reason: 'duplicate_resource', serverId: 7 },
    });
  });

  it('accepts two servers of the same name', () => {
    expect(checkUsage([server(), server({ serverId: 8 })], MONTH_HOURS).ok).toBe(true);
  });

  it('accepts every report that can be true', () => {
    fc.assert(
      fc.property(reports, (servers) => {
        expect(checkUsage(servers, MONTH_HOURS)).toEqual({ ok: true, value: servers });
      }),
    );
  });

  it('lets no hour through twice, and none that the month does not have', () => {
    fc.assert(
      fc.property(wildReports, (servers) => {
        const checked = checkUsage(servers, MONTH_HOURS);
        const distinct = new Set(servers.map(({ serverId }) => serverId)).size === servers.length;
        const within = servers.every(({ hours }) => hours <= MONTH_HOURS);
        expect(checked.ok).toBe(distinct && within);
      }),
    );
  });
});
