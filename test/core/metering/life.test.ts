import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLife } from '#core/metering/life.ts';
import { at, DAY, entry, HOUR, OCTOBER, plan, record, seen, state } from './support/lives.ts';

const MINUTE = 60_000;

describe('foldLife', () => {
  it('begins with the birth that the panel states, in the state that was first seen', () => {
    expect(foldLife(record())).toEqual({
      serverId: 7,
      name: 'web',
      bornMs: OCTOBER.startMs - DAY,
      diedMs: Number.POSITIVE_INFINITY,
      states: [{ fromMs: OCTOBER.startMs - DAY, state: state() }],
    });
  });

  it('is the same whatever the order and however often observations come', () => {
    const sightings = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 3 })),
      { selector: ([hour]) => hour, maxLength: 12 },
    );
    fc.assert(
      fc.property(sightings, fc.infiniteStream(fc.nat()), (given, order) => {
        const observed = given.map(([hour, id]) =>
          seen(OCTOBER.startMs + hour * HOUR, { plan: plan(id) }),
        );
        const entries = [entry('created', at('01T00:00')), entry('deleted', at('30T00:00'))];
        const shuffle = <T>(list: readonly T[]) =>
          list
            .map((one) => ({ one, key: order.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ one }) => one);
        const once = record({ sightings: observed, entries, sightedMs: 0 });
        const again = record({
          sightings: shuffle(observed),
          entries: shuffle([...entries, ...entries]),
          sightedMs: 0,
        });
        expect(foldLife(again)).toEqual(foldLife(once));
      }),
    );
  });

  it('has states without a gap, each from when it was shown', () => {
    const life = foldLife(
      record({
        createdAtMs: at('05T10:00'),
        sightings: [seen(at('08T12:00'), { backups: true }), seen(at('05T11:00'))],
      }),
    );
    expect(life?.states.map(({ fromMs, state: { backups } }) => [fromMs, backups])).toEqual([
      [at('05T10:00'), false],
      [at('08T12:00'), true],
    ]);
  });

  it('believes the log about the plan that a server was made with', () => {
    const made = entry('created', at('05T10:00'), { plan: plan(1) });
    const life = foldLife(
      record({
        createdAtMs: at('05T10:00'),
        sightings: [seen(at('05T11:00'), { plan: plan(2), backups: true })],
        entries: [made],
      }),
    );
    expect(life?.states.map(({ state: { plan, backups } }) => [plan.id, backups])).toEqual([
      [1, true],
      [2, true],
    ]);
  });

  it('finds a server that no look ever saw', () => {
    const entries = [entry('deleted', at('05T10:25')), entry('created', at('05T10:20'))];
    const life = foldLife(record({ createdAtMs: 0, sightedMs: 0, sightings: [], entries }));
    expect(life).toMatchObject({ bornMs: at('05T10:20'), diedMs: at('05T10:25') });
    expect(life?.states).toHaveLength(1);
  });

  it('has no state where nobody said whose the server was', () => {
    const entries = [entry('created', at('05T10:20'), { userId: 0 })];
    const life = foldLife(record({ createdAtMs: 0, sightings: [], entries }));
    expect(life?.states).toEqual([]);
  });

  it('is nothing for a deletion alone', () => {
    const entries = [entry('deleted', at('05T10:20'))];
    expect(foldLife(record({ createdAtMs: 0, sightings: [], entries }))).toBeUndefined();
  });

  it('takes the state at birth from a sighting that the clocks put before it', () => {
    const life = foldLife(
      record({
        createdAtMs: at('05T10:03'),
        sightings: [seen(at('05T10:00'), { plan: plan(2) })],
        entries: [entry('created', at('05T10:03'))],
      }),
    );
    expect(life?.states).toEqual([{ fromMs: at('05T10:03'), state: state({ plan: plan(2) }) }]);
  });

  it.each([
    ['the request, where a look found it gone', { goneAtMs: at('09T11:00') }, at('09T10:30')],
    ['the request, while the list still has it', {}, at('09T10:30')],
    ['never, where it is still there hours later', { sightedMs: at('09T15:00') }, Infinity],
    [
      'when it was last seen, without a request',
      { goneAtMs: at('09T11:00'), entries: [] },
      at('09T10:00'),
    ],
    [
      'the earlier of two requests',
      {
        goneAtMs: at('09T11:00'),
        entries: ['09T10:45', '09T10:30'].map((t) => entry('deleted', at(t))),
      },
      at('09T10:30'),
    ],
    [
      'when it was last seen, where the request was one of long ago',
      { goneAtMs: at('09T11:00'), entries: [entry('deleted', at('07T10:30'))] },
      at('09T10:00'),
    ],
  ])('dies at %s', (_, deviation, diedMs) => {
    const life = foldLife(
      record({
        sightedMs: at('09T10:00'),
        entries: [entry('deleted', at('09T10:30'))],
        ...deviation,
      }),
    );
    expect(life?.diedMs).toBe(diedMs);
  });

  it('lives for a moment at least, because a started hour counts', () => {
    const entries = [entry('created', at('05T10:00')), entry('deleted', at('05T10:00') - MINUTE)];
    const life = foldLife(record({ createdAtMs: 0, sightedMs: 0, sightings: [], entries }));
    expect(life?.diedMs).toBe(at('05T10:00') + 1);
  });
});
