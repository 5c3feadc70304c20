import { describe, expect, it } from 'vitest';
import { CLIENT_MOVES, type ClientState } from '#core/enrolment/client-state.ts';
import { maySignOn } from '#core/sign-on/may-sign-on.ts';

const REFUSED = { ok: false, error: { reason: 'not_enrolled' } };

describe('maySignOn', () => {
  it('gives the panel user of an enrolled client', () => {
    expect(maySignOn({ state: 'enrolled', panelUserId: 12 })).toEqual({ ok: true, value: 12 });
  });

  it('refuses an enrolled client who has no panel user', () => {
    expect(maySignOn({ state: 'enrolled', panelUserId: null })).toEqual(REFUSED);
  });

  const otherStates = (Object.keys(CLIENT_MOVES) as ClientState[]).filter((s) => s !== 'enrolled');
  it.each(otherStates)('refuses a client who is %s, even one with a panel user', (state) => {
    expect(maySignOn({ state, panelUserId: 12 })).toEqual(REFUSED);
  });
});
