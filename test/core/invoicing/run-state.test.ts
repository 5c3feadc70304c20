import { describe, expect, it } from 'vitest';
import {
  decideExecute,
  isStuck,
  isWorking,
  PLAN_VALID_MS,
  RUN_MOVES,
  type RunState,
  STUCK_AFTER_MS,
  WORKING_STATES,
} from '#core/invoicing/run-state.ts';

const STATES = Object.keys(RUN_MOVES) as RunState[]; // a literal has exactly its own keys
const FINAL_STATES: readonly RunState[] = ['executed', 'superseded'];
const PLANNED_AT_MS = Date.UTC(2026, 10, 1);

const movesFrom = (state: RunState): readonly RunState[] => RUN_MOVES[state];

function reachableFrom(state: RunState): Set<RunState> {
  const reached = new Set<RunState>([state]);
  for (const from of reached) for (const to of movesFrom(from)) reached.add(to);
  return reached;
}

describe('RUN_MOVES', () => {
  it.each(STATES)('never moves from %s to itself', (state) => {
    expect(movesFrom(state)).not.toContain(state);
  });

  it('moves to states that there are', () => {
    for (const state of STATES)
      expect(STATES).toEqual(expect.arrayContaining([...movesFrom(state)]));
  });

  it('reaches every state from the first', () => {
    expect(reachableFrom('planning')).toEqual(new Set(STATES));
  });

  it('ends only in executed or superseded, and leads there from everywhere', () => {
    expect(STATES.filter((state) => movesFrom(state).length === 0)).toEqual(FINAL_STATES);
    for (const state of STATES) {
      const ends = FINAL_STATES.filter((final) => reachableFrom(state).has(final));
      expect(ends, state).not.toEqual([]);
    }
  });

  it.each(WORKING_STATES)(
    'gives %s a failed twin with a way back to the step that failed',
    (state) => {
      const twins = movesFrom(state).filter((to) => to.endsWith('_failed'));
      expect(twins).toHaveLength(1);
      for (const twin of twins) expect(movesFrom(twin)).toContain(state);
    },
  );

  it('never supersedes a run that has begun to invoice', () => {
    expect(reachableFrom('executing').has('superseded')).toBe(false);
    expect(reachableFrom('executing').has('planning')).toBe(false);
  });

  it('executes only out of a plan that was just made or approved, or to try again', () => {
    const before = STATES.filter((state) => movesFrom(state).includes('executing'));
    expect(before).toEqual(['planning', 'planned', 'execution_failed']);
  });
});

describe('isWorking', () => {
  it.each(STATES)('says of %s whether it is one of the working states', (state) => {
    expect(isWorking(state)).toBe((WORKING_STATES as readonly RunState[]).includes(state));
  });
});

describe('decideExecute', () => {
  const STARTED = { ok: true, value: 'already_started' };
  const UNKNOWN = { ok: false, error: { reason: 'manifest_unknown' } };
  const DECISIONS: Record<RunState, unknown> = {
    planning: UNKNOWN,
    planning_failed: UNKNOWN,
    planned: { ok: true, value: 'start' },
    executing: STARTED,
    execution_failed: STARTED,
    executed: STARTED,
    superseded: { ok: false, error: { reason: 'plan_superseded' } },
  };

  it.each(STATES)('decides on a run that is %s', (state) => {
    expect(decideExecute({ state, plannedAtMs: PLANNED_AT_MS }, PLANNED_AT_MS + 1)).toEqual(
      DECISIONS[state],
    );
  });

  it('knows no manifest without a run', () => {
    expect(decideExecute(undefined, PLANNED_AT_MS)).toEqual(UNKNOWN);
  });

  it('starts a plan that is exactly a day old and refuses one that is older', () => {
    const run = { state: 'planned', plannedAtMs: PLANNED_AT_MS } as const;
    expect(PLAN_VALID_MS).toBe(86_400_000);
    expect(decideExecute(run, PLANNED_AT_MS + PLAN_VALID_MS)).toEqual({ ok: true, value: 'start' });
    expect(decideExecute(run, PLANNED_AT_MS + PLAN_VALID_MS + 1)).toEqual({
      ok: false,
      error: { reason: 'plan_expired', plannedAtMs: PLANNED_AT_MS },
    });
  });

  it.each(STATES.filter((state) => state !== 'planned'))(
    'decides on a run that is %s whatever its age',
    (state) => {
      const yearMs = 365 * 86_400_000;
      expect(decideExecute({ state, plannedAtMs: PLANNED_AT_MS }, PLANNED_AT_MS + yearMs)).toEqual(
        DECISIONS[state],
      );
    },
  );

  it('starts only what may move to executing', () => {
    for (const state of STATES) {
      const decision = decideExecute({ state, plannedAtMs: PLANNED_AT_MS }, PLANNED_AT_MS);
      if (decision.ok && decision.value === 'start')
        expect(movesFrom(state)).toContain('executing');
    }
  });
});

describe('isStuck', () => {
  it.each(STATES)('takes a run that is %s for stuck only where it should be moving', (state) => {
    const run = { state, touchedAtMs: PLANNED_AT_MS };
    expect(isStuck(run, PLANNED_AT_MS + STUCK_AFTER_MS - 1)).toBe(false);
    expect(isStuck(run, PLANNED_AT_MS + STUCK_AFTER_MS)).toBe(isWorking(state));
  });
});
