import { describe, expect, inject, it } from 'vitest';
import { monthRange } from '#core/month.ts';
import { catchLogs } from '../../support/logs.ts';
import { month, newWorld } from '../../support/world.ts';
import { type Count, countMonth } from './support/brute-force.ts';
import { liveAYear, SECRET } from './support/year.ts';

const { from, seeds } = inject('metering');
const TIMEOUT_MS = 300_000;
const MONTHS = Array.from({ length: 12 }, (_, n) =>
  month(`2026-${String(n + 1).padStart(2, '0')}`),
);

describe('a year of metering', () => {
  it.each(Array.from({ length: seeds }, (_, n) => from + n))(
    'comes to the tokens of a count minute by minute, for every server and month: seed %i',
    async (seed) => {
      catchLogs();
      const world = await newWorld({
        settings: { USAGE_SOURCE: 'metering', PANEL_EVENT_SECRET: SECRET },
      });
      const { lives, userIds, told } = await liveAYear(world, seed);
      const expected: Record<string, Count[]> = {};
      const metered: Record<string, Count[]> = {};
      for (const name of MONTHS) {
        const range = monthRange(name, 'UTC');
        for (const userId of userIds) {
          const key = `${name} user ${userId}`;
          const theirs = lives.filter((life) => life.userId === userId);
          expected[key] = theirs.flatMap(
            (life) => countMonth(life, range.startMs, range.endMs) ?? [],
          );
          const usage = await world.ports.usage.read(userId, range);
          if (usage.kind === 'unavailable') throw new Error(`${key}: ${usage.why}`);
          const servers = usage.kind === 'none' ? [] : usage.servers;
          metered[key] = servers.map(({ serverId, hours, tokens, backupTokens, ipTokens = 0 }) => {
            return { serverId, hours, tokens, backupTokens, ipTokens };
          });
        }
      }
      expect(metered).toEqual(expected);
      const counted = Object.values(expected).flat();
      expect(counted.length).toBeGreaterThan(100);
      for (const what of [
        'outage',
        'event lost',
        'events late',
        'resized',
        'backups',
        'failed look',
      ]) {
        expect(told[what], what).toBeGreaterThan(0);
      }
    },
    TIMEOUT_MS,
  );
});
