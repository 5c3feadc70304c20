import { describe, expect, it } from 'vitest';
import {
  CLIENT_MOVES,
  type ClientState,
  needsOperator,
  type ProvisioningFailure,
} from '#core/enrolment/client-state.ts';

const STATES = Object.keys(CLIENT_MOVES) as ClientState[]; // a literal has exactly its own keys
const movesFrom = (state: ClientState): readonly ClientState[] => CLIENT_MOVES[state];

function reachableFrom(state: ClientState): Set<ClientState> {
  const reached = new Set<ClientState>([state]);
  for (const from of reached) for (const to of movesFrom(from)) reached.add(to);
  return reached;
}

describe('CLIENT_MOVES', () => {
  it('moves to states that there are', () => {
    for (const state of STATES)
      expect(STATES).toEqual(expect.arrayContaining([...movesFrom(state)]));
  });

  it('reaches every state from the first', () => {
    expect(reachableFrom('not_enrolled')).toEqual(new Set(STATES));
  });

  it('leads from every state to enrolled, and out; nowhere from there', () => {
    for (const state of STATES) {
      expect(reachableFrom(state).has('closed'), state).toBe(true);
      expect(reachableFrom(state).has('enrolled'), state).toBe(state !== 'closed');
    }
    expect(movesFrom('closed')).toEqual([]);
  });

  it('gives provisioning a failed twin with a way back', () => {
    expect(movesFrom('provisioning')).toContain('provisioning_failed');
    expect(movesFrom('provisioning_failed')).toContain('provisioning');
  });

  it('never enrols without provisioning, and leaves enrolled only for good', () => {
    const before = STATES.filter((state) => movesFrom(state).includes('enrolled'));
    expect(before).toEqual(['provisioning']);
    expect(movesFrom('enrolled')).toEqual(['closed']);
  });
});

describe('needsOperator', () => {
  it.each<[ProvisioningFailure, boolean]>([
    ['panel_unavailable', false],
    ['panel_outcome_unknown', false],
    ['panel_rejected', false],
    ['panel_refused_address', false],
    ['panel_user_is_admin', true],
    ['panel_user_of_another_client', true],
    ['panel_users_ambiguous', true],
  ])('answers for %s: %s', (failure, needed) => {
    expect(needsOperator(failure)).toBe(needed);
  });
});
