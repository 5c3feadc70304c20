import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientId } from '#core/ids.ts';
import type { CurrencyCode } from '#core/money.ts';
import { usageByDay } from '#usecases/usage/usage-by-day.ts';
import { enrolMany, openShop } from '../../support/people.ts';
import { newWorld, type World } from '../../support/world.ts';

let world: World;
let client: { id: ClientId; currency: CurrencyCode; panelUserId: number };
let reads: number;
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
  // Plan 1 reaches its cap in the month; the second server begins on the 3rd at noon.
  const servers = [
    { name: 'a', plan: 1, created_at: '2026-08-01T00:00:00Z' },
    { name: 'b', plan: 1, created_at: '2026-11-03T12:00:00Z' },
  ];
  const [id] = await enrolMany(world, 1, () => servers);
  const found = await world.ports.store.clients.byId(id as ClientId);
  client = {
    id: id as ClientId,
    currency: 'USD' as CurrencyCode,
    panelUserId: found?.panelUserId ?? 0,
  };
  reads = 0;
});

function ports() {
  const { usage } = world.ports;
  const readSoFar: typeof usage.readSoFar = (user, range) => {
    reads++;
    return usage.readSoFar(user, range);
  };
  return { ...world.ports, usage: { ...usage, readSoFar } };
}
const amounts = async (soFarMinor: number | undefined) =>
  (await usageByDay(ports(), client, soFarMinor)).map(({ date, amountMinor }) => [
    Number(date.slice(8)),
    amountMinor,
  ]);

describe('usage by day', () => {
  it('has a figure for each day that is over, and today’s; they add up to what the month has cost', async () => {
    const days = await amounts(1_000);
    expect(days.map(([day]) => day)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(days.reduce((sum, [, amount]) => sum + (amount ?? Number.NaN), 0)).toBe(1_000);
    const [first = 0, second = 0, third = 0, fourth = 0] = days.map(([, amount]) => amount ?? 0);
    expect(first).toBeGreaterThan(0);
    expect(Math.abs(second - first)).toBeLessThanOrEqual(1);
    expect(third).toBeGreaterThan(second);
    expect(fourth).toBeGreaterThan(third);
  });

  it('reads a day once, and from then on only what is new', async () => {
    await amounts(1_000);
    expect(reads).toBe(9);
    const again = await amounts(1_000);
    expect(reads).toBe(9);
    expect(again).toEqual(await amounts(1_000));
    await world.passMs(86_400_000);
    await amounts(1_100);
    expect(reads).toBe(10);
  });

  it('keeps the running month of a client, and what others have', async () => {
    await amounts(1_000);
    const other = `cli_${'9'.repeat(26)}`;
    await world.sql(
      `INSERT INTO client (id, number, email, name, company, currency, password_hash, state, created_at_ms)
       VALUES (?, 9, 'o@example.com', '', '', 'USD', '-', 'enrolled', 0)`,
      other,
    );
    await world.sql("INSERT INTO usage_day VALUES (?, '2026-11-01', 1, 0)", other);
    await world.setNow('2026-12-03T12:00:00Z');
    await amounts(300);
    expect(await world.sql('SELECT client_id, date FROM usage_day ORDER BY date')).toEqual([
      { client_id: other, date: '2026-11-01' },
      { client_id: client.id, date: '2026-12-01' },
      { client_id: client.id, date: '2026-12-02' },
    ]);
  });

  it('leaves out what could not be read, and reads it at the next look', async () => {
    await world.emulators.control({ path: '/usage/report', status: 500, times: 12 });
    const days = await amounts(1_000);
    expect(days.filter(([, amount]) => amount === undefined).length).toBeGreaterThan(0);
    expect((await amounts(1_000)).every(([, amount]) => amount !== undefined)).toBe(true);
  });

  it('has no figures without a price, and asks for none', async () => {
    await world.sql('DELETE FROM token_price');
    expect((await amounts(undefined)).every(([, amount]) => amount === undefined)).toBe(true);
    expect(reads).toBe(0);
  });

  it('does not take a source’s older figure for the end of a day', async () => {
    const { usage } = world.ports;
    const lagging: typeof usage = {
      ...usage,
      readSoFar: async (user, range) => {
        const read = await usage.readSoFar(user, range);
        return { ...read, asOfMs: Math.min(range.endMs, Date.parse('2026-11-05T06:00:00Z')) };
      },
    };
    const days = await usageByDay({ ...world.ports, usage: lagging }, client, 1_000);
    expect(days.map(({ amountMinor }) => amountMinor !== undefined)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
