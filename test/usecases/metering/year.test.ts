import { describe, expect, inject, it } from 'vitest';
import { monthRange } from '#core/month.ts';
import type { Usage } from '#core/usage/usage.ts';
import { pruneMetering } from '#usecases/metering/prune-metering.ts';
import { catchLogs } from '../../support/logs.ts';
import { month, newWorld, type World } from '../../support/world.ts';
import { type Count, countMonth } from './support/brute-force.ts';
import { liveAYear, SECRET } from './support/year.ts';

const { from, seeds } = inject('metering');
const TIMEOUT_MS = 300_000;
const MONTHS = Array.from({ length: 12 }, (_, n) =>
  month(`2026-${String(n + 1).padStart(2, '0')}`),
);

const KEPT_MONTHS = 6;
const FIRST_KEPT = '2026-07';

/** What is metered once the first half of the year is forgotten: each month that is kept, or why it is not known. */
async function withoutHalf(
  world: World,
  userIds: readonly number[],
): Promise<Record<string, string | Count[]>> {
  const sightings = () => world.sql('SELECT 1 FROM metered_sighting');
  const before = (await sightings()).length;
  const settings = { ...world.ports.settings, meteringKeptMonths: KEPT_MONTHS };
  const pruned = await pruneMetering({ ...world.ports, settings });
  expect(pruned).toEqual({ before: FIRST_KEPT, more: false });
  expect((await sightings()).length).toBeLessThan(before);
  const metered: Record<string, string | Count[]> = {};
  for (const name of MONTHS) {
    for (const userId of userIds) {
      const usage = await world.ports.usage.read(userId, monthRange(name, 'UTC'));
      metered[`${name} user ${userId}`] =
        usage.kind === 'unavailable' ? usage.why : countsOf(usage);
    }
  }
  return metered;
}

function countsOf(usage: Usage): Count[] {
  if (usage.kind === 'unavailable') throw new Error(usage.why);
  const servers = usage.kind === 'none' ? [] : usage.servers;
  return servers.map(({ serverId, hours, tokens, backupTokens, ipTokens = 0 }) => {
    return { serverId, hours, tokens, backupTokens, ipTokens };
  });
}

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
          metered[key] = countsOf(await world.ports.usage.read(userId, range));
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
      expect(await withoutHalf(world, userIds)).toEqual(
        Object.fromEntries(
          Object.entries(expected).map(([key, counts]) => [
            key,
            key < FIRST_KEPT ? 'metering_pruned' : counts,
          ]),
        ),
      );
    },
    TIMEOUT_MS,
  );
});
