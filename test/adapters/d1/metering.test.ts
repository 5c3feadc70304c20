import { beforeEach, describe, expect, it } from 'vitest';
import { stateText } from '#core/metering/server-state.ts';
import type { MeteringChange, NewSighting } from '#ports/metering-changes.ts';
import type { Look } from '#ports/metering-reads.ts';
import type { ServerEntry } from '#ports/server-inventory.ts';
import { entry, plan, state } from '../../core/metering/support/lives.ts';
import { newWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
});

const LOOK: Look = {
  id: 'loo_00000000000000000000000000',
  state: 'listing',
  fence: 1,
  startedAtMs: 1_000,
  touchedAtMs: 1_000,
  finishedAtMs: 0,
  nextPage: 1,
  logFrom: 0,
  logThrough: 0,
  failure: '',
  servers: 0,
  changed: 0,
  refused: 0,
};
const held = { lookId: LOOK.id, fence: 1, atMs: 2_000 };
const commit = (...changes: MeteringChange[]) => world.ports.store.commit(changes);

function sighting(atMs: number, backups = false): NewSighting {
  const seen = state({ backups });
  return { serverId: 7, name: 'web', createdAtMs: 500, state: seen, atMs, source: 'look' };
}

function logged(entryId: number, kind: ServerEntry['kind'], atMs: number): ServerEntry {
  return { entryId, serverId: 7, ...entry(kind, atMs) };
}

const server = async () => (await world.sql('SELECT * FROM metered_server'))[0];
const listed = {
  ...held,
  type: 'look_listed',
  firstPage: 1,
  nextPage: 2,
  changed: 0,
  refused: 0,
} as const;

describe('sightings', () => {
  it.each([
    ['in order', [1_000, 2_000]],
    ['out of order', [2_000, 1_000]],
    ['twice', [2_000, 1_000, 2_000, 1_000]],
  ])('come to the same %s', async (_, times) => {
    for (const atMs of times) {
      await commit({ type: 'servers_sighted', sightings: [sighting(atMs, atMs === 2_000)] });
    }
    const backups = stateText(state({ backups: true }));
    expect(await server()).toMatchObject({ seen_at_ms: 2_000, state: backups });
    expect(await world.sql('SELECT at_ms FROM metered_sighting ORDER BY at_ms')).toEqual([
      { at_ms: 1_000 },
      { at_ms: 2_000 },
    ]);
  });

  it('of one instant keep the same one, whichever came first', async () => {
    const seen: unknown[] = [];
    for (const order of [
      [false, true],
      [true, false],
    ]) {
      world = await newWorld();
      for (const backups of order) {
        await commit({ type: 'servers_sighted', sightings: [sighting(1_000, backups)] });
      }
      seen.push(await world.sql('SELECT state FROM metered_sighting'));
    }
    expect(seen[0]).toEqual(seen[1]);
  });

  it('from before it was gone do not bring a server back, and later ones do', async () => {
    await commit({ type: 'servers_sighted', sightings: [sighting(1_000)] });
    await commit({ type: 'servers_gone', serverIds: [7], atMs: 3_000 });
    await commit({ type: 'servers_sighted', sightings: [sighting(2_000, true)] });
    expect(await server()).toMatchObject({ gone_at_ms: 3_000, sighted_at_ms: 1_000 });
    await commit({ type: 'servers_sighted', sightings: [sighting(4_000)] });
    expect(await server()).toMatchObject({ gone_at_ms: 0 });
  });

  it('that are newer keep a server from being gone', async () => {
    await commit({ type: 'servers_sighted', sightings: [sighting(4_000)] });
    await commit({ type: 'servers_gone', serverIds: [7], atMs: 3_000 });
    expect(await server()).toMatchObject({ gone_at_ms: 0 });
  });
});

describe('looks', () => {
  beforeEach(() => commit({ type: 'look_started', look: LOOK }));

  it('are one at a time', async () => {
    const second = { ...LOOK, id: 'loo_00000000000000000000000001' } as const;
    expect(await commit({ type: 'look_started', look: second })).toMatchObject({
      error: 'conflict',
    });
  });

  it('are not moved by a holder whom somebody has overtaken', async () => {
    const taken = await world.ports.store.metering.takeUp(LOOK.id, 1_500);
    expect(taken?.fence).toBe(2);
    const stale = await commit({ ...listed, serverIds: [7] });
    expect(stale).toMatchObject({ ok: false, error: 'conflict' });
    const gap = undefined;
    const read = {
      ...held,
      type: 'look_log_read',
      logThrough: 9,
      entries: [],
      refused: 0,
      gap,
    } as const;
    expect(await commit(read)).toMatchObject({ error: 'conflict' });
    expect(await commit({ ...read, fence: 2 })).toMatchObject({ ok: true });
  });

  it('take each page once, and none out of turn', async () => {
    expect(await commit({ ...listed, serverIds: [7] })).toMatchObject({ ok: true });
    expect(await commit({ ...listed, serverIds: [7] })).toMatchObject({ error: 'conflict' });
    const elsewhere = { ...listed, firstPage: 3, nextPage: 4, serverIds: [7] };
    expect(await commit(elsewhere)).toMatchObject({ error: 'conflict' });
  });

  it('write an entry of the log once, however often it is read', async () => {
    const entries = [logged(3, 'created', 700), logged(3, 'created', 700)];
    const read = { ...held, type: 'look_log_read', logThrough: 3, entries, refused: 0 } as const;
    await commit({ ...read, gap: undefined });
    expect(await world.sql('SELECT entry_id, server_id, plan FROM metered_entry')).toEqual([
      { entry_id: 3, server_id: 7, plan: JSON.stringify(plan(1)) },
    ]);
  });

  it('mark as gone what they did not list and the log explains, and nothing seen meanwhile', async () => {
    await commit({
      type: 'servers_sighted',
      sightings: [
        sighting(500),
        { ...sighting(500), serverId: 8 },
        { ...sighting(500), serverId: 9 },
        { ...sighting(1_200), serverId: 10 },
      ],
    });
    await commit({ ...listed, serverIds: [8] });
    const entries = [7, 8, 10].map((serverId) => ({
      ...logged(serverId, 'deleted', 900),
      serverId,
    }));
    const read = { ...held, type: 'look_log_read', logThrough: 10, entries, refused: 0 } as const;
    await commit({ ...read, gap: undefined });
    const look = { ...LOOK, state: 'verifying' } as const;
    expect(await world.ports.store.metering.missing(look, 0, 10)).toEqual([9]);
    await commit({ ...held, type: 'look_finished', explainedSinceMs: 0 });
    expect(await world.sql('SELECT server_id FROM metered_server WHERE gone_at_ms > 0')).toEqual([
      { server_id: 7 },
    ]);
    expect(await world.ports.store.metering.lastGoodLook()).toMatchObject({ state: 'good' });
  });
});
