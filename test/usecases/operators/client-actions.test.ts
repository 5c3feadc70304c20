// What an operator does for one client: another attempt, a lost app, a panel user of an account that was closed.
import { beforeEach, describe, expect, it } from 'vitest';
import { handOverPanelUser } from '#usecases/operators/hand-over-panel-user.ts';
import { removeLostFactor } from '#usecases/operators/remove-lost-factor.ts';
import { retryProvisioning } from '#usecases/operators/retry-provisioning.ts';
import {
  clientOf,
  createCalls,
  makeClient,
  makeEnrolled,
  panelUsers,
  signedIn,
} from '../../support/clients.ts';
import { auditRows, wholeDatabase } from '../../support/database.ts';
import { EMAIL, subjectsTo } from '../../support/enter.ts';
import { catchLogs } from '../../support/logs.ts';
import { PASSWORD } from '../../support/people.ts';
import { newWorld, type World } from '../../support/world.ts';

const ACTOR = 'admin:ada';
const NOBODY = `cli_${'0'.repeat(26)}`;

let world: World;
beforeEach(async () => {
  catchLogs();
  world = await newWorld();
});

describe('retryProvisioning', () => {
  it('enrols who waits, tells them, and notes who asked', async () => {
    const clientId = await makeClient(world, {
      state: 'provisioning_failed',
      failure: 'panel_rejected',
    });
    const tried = await retryProvisioning(world.ports, { clientId }, ACTOR);
    expect(tried).toEqual({ ok: true, value: 'enrolled' });
    expect(await createCalls(world)).toBe(1);
    expect(await subjectsTo(world)).toHaveLength(1);
    const [row] = await auditRows('provisioning_retried');
    expect(row).toMatchObject({ actor: ACTOR, subjectId: clientId });
    expect(JSON.parse(row?.detail ?? '')).toEqual({
      before: { state: 'provisioning_failed', failure: 'panel_rejected' },
      after: { state: 'enrolled' },
    });
  });

  it('says what it ran into this time', async () => {
    await world.emulators.control({ path: '/users', status: 503, times: 10 });
    const clientId = await makeClient(world);
    const tried = await retryProvisioning(world.ports, { clientId }, ACTOR);
    expect(tried).toEqual({ ok: true, value: 'panel_unavailable' });
  });

  it('does nothing for who is enrolled, is no client, or no id', async () => {
    const enrolled = await makeEnrolled(world);
    const before = await wholeDatabase();
    for (const [clientId, reason] of [
      [enrolled, 'not_waiting'],
      [NOBODY, 'client_unknown'],
      ['x', 'client_unknown'],
    ] as const) {
      expect(await retryProvisioning(world.ports, { clientId }, ACTOR)).toEqual({
        ok: false,
        error: { reason },
      });
    }
    expect(await wholeDatabase()).toEqual(before);
  });
});

describe('removeLostFactor', () => {
  async function withCodes() {
    const clientId = await makeEnrolled(world);
    await world.sql('INSERT INTO second_factor VALUES (?, ?, 0, 0)', clientId, 'sealed');
    await world.sql(
      'INSERT INTO recovery_code (client_id, code_hash) VALUES (?, ?)',
      clientId,
      'h',
    );
    return clientId;
  }

  it('switches codes off, ends every session, tells the client and notes why', async () => {
    const clientId = await withCodes();
    const other = await makeClient(world, { email: 'other@example.com' });
    await signedIn(world, clientId);
    await signedIn(world, other);
    const asked = { clientId, note: 'Called back on the number we know.' };
    expect(await removeLostFactor(world.ports, asked, ACTOR)).toEqual({ ok: true, value: null });
    const { second_factor, recovery_code, session } = await wholeDatabase();
    expect([second_factor, recovery_code]).toEqual([[], []]);
    expect(session).toMatchObject([{ client_id: other }]);
    const [row] = await auditRows('second_factor_removed');
    expect(row).toMatchObject({ actor: ACTOR, subjectId: clientId });
    expect(JSON.parse(row?.detail ?? '')).toEqual({
      note: asked.note,
      before: { secondFactor: true },
      after: { secondFactor: false },
    });
    expect(await subjectsTo(world, EMAIL)).toEqual(['We have switched codes from an app off']);
  });

  it('ends no session and writes nobody where there are no codes', async () => {
    const clientId = await makeEnrolled(world);
    await signedIn(world, clientId);
    const before = await wholeDatabase();
    for (const [id, reason] of [
      [clientId, 'no_second_factor'],
      [NOBODY, 'client_unknown'],
    ] as const) {
      expect(await removeLostFactor(world.ports, { clientId: id, note: 'because' }, ACTOR)).toEqual(
        { ok: false, error: { reason } },
      );
    }
    expect(await wholeDatabase()).toEqual(before);
  });
});

describe('handOverPanelUser', () => {
  /** A closed client whose locked panel user is still there, and the same person's new account. */
  async function comeBack() {
    const former = await makeEnrolled(world);
    const panelUserId = (await clientOf(world, former)).panelUserId ?? 0;
    await world.ports.panel.linkUser(panelUserId, 1001);
    await world.ports.panel.lockUser(panelUserId);
    await world.sql(
      "UPDATE client SET state = 'closed', email = 'client-1001@closed.invalid' WHERE id = ?",
      former,
    );
    const clientId = await makeClient(world, {
      state: 'provisioning_failed',
      failure: 'panel_user_of_another_client',
    });
    return { former, clientId, panelUserId };
  }

  const statusOf = async (panelUserId: number) => {
    const { data } = (await world.emulators.panelGet(`/users/${panelUserId}`)) as {
      data: { status: string; billing_user_id: number | null };
    };
    return [data.status, data.billing_user_id];
  };

  it('gives it to the new account, unlocked, and to nobody twice', async () => {
    const { former, clientId, panelUserId } = await comeBack();
    expect(await handOverPanelUser(world.ports, { clientId }, ACTOR)).toEqual({
      ok: true,
      value: 'enrolled',
    });
    expect(await clientOf(world, clientId)).toMatchObject({ state: 'enrolled', panelUserId });
    expect(await clientOf(world, former)).toMatchObject({ state: 'closed', panelUserId: null });
    expect(await statusOf(panelUserId)).toEqual(['active', 1002]);
    expect(await panelUsers(world)).toHaveLength(1);
    const rows = await auditRows('panel_user_handed_over');
    expect(rows.map(({ actor, subjectId }) => [actor, subjectId])).toEqual([
      [ACTOR, former],
      [ACTOR, clientId],
    ]);
    expect(JSON.parse(rows[0]?.detail ?? '')).toEqual({
      panelUserId,
      before: { clientId: former },
      after: { clientId },
    });
    const asked = await world.emulators.requests();
    expect(await handOverPanelUser(world.ports, { clientId }, ACTOR)).toEqual({
      ok: false,
      error: { reason: 'not_waiting' },
    });
    expect(await world.emulators.requests()).toEqual(asked);
  });

  it.each(['PUT', 'GET'] as const)(
    'comes to its end when it is repeated after a lost %s',
    async (method) => {
      const { clientId, panelUserId } = await comeBack();
      // Links, then stops: the unlock, or the question of the attempt, finds the panel gone.
      let calls = 0;
      const { panel } = world.ports;
      const broken = {
        ...world.ports,
        panel: {
          ...panel,
          unlockUser: async (id: number) => {
            calls++;
            if (method === 'PUT')
              return {
                ok: false,
                error: { disposition: 'unavailable', code: 'panel_slow', detail: '' },
              } as const;
            return panel.unlockUser(id);
          },
          findUsers: async (email: string) => {
            if (calls > 0)
              return {
                ok: false,
                error: { disposition: 'unavailable', code: 'panel_slow', detail: '' },
              } as const;
            return panel.findUsers(email);
          },
        },
      };
      expect((await handOverPanelUser(broken, { clientId }, ACTOR)).ok).toBe(method === 'GET');
      expect((await clientOf(world, clientId)).state).toBe('provisioning_failed');
      expect(await handOverPanelUser(world.ports, { clientId }, ACTOR)).toEqual({
        ok: true,
        value: 'enrolled',
      });
      expect(await statusOf(panelUserId)).toEqual(['active', 1002]);
    },
  );

  it.each([
    ['not closed', 1001, "UPDATE client SET state = 'enrolled'", 'panel_user_of_another_client'],
    ['of a foreign integration', 777_777, '', 'panel_user_of_another_client'],
  ] as const)('takes nothing from an account that is %s', async (_, number, query, reason) => {
    const { former, clientId, panelUserId } = await comeBack();
    await world.ports.panel.linkUser(panelUserId, number);
    if (query) await world.sql(`${query} WHERE id = ?`, former);
    const before = await wholeDatabase();
    expect(await handOverPanelUser(world.ports, { clientId }, ACTOR)).toEqual({
      ok: false,
      error: { reason },
    });
    expect(await wholeDatabase()).toEqual(before);
    expect(await statusOf(panelUserId)).toEqual(['locked', number]);
  });

  it('is kept by the store from taking it of somebody who has not left', async () => {
    const clientId = await makeEnrolled(world);
    const before = await wholeDatabase();
    const change = { type: 'panel_user_given_up', clientId } as const;
    expect(await world.ports.store.commit([change])).toEqual({ ok: false, error: 'conflict' });
    expect(await wholeDatabase()).toEqual(before);
  });

  it('takes no administrator', async () => {
    const { clientId } = await comeBack();
    await world.emulators.seed({
      email: 'root@example.com',
      password: PASSWORD,
      roles: [1],
      billing_user_id: 1001,
    });
    await world.sql("UPDATE client SET email = 'root@example.com' WHERE id = ?", clientId);
    expect(await handOverPanelUser(world.ports, { clientId }, ACTOR)).toEqual({
      ok: false,
      error: { reason: 'panel_user_is_admin' },
    });
  });

  it('leaves a panel user alone that is nobody’s: an attempt links it', async () => {
    const { clientId } = await comeBack();
    const [user] = await world.emulators.seed({ email: 'free@example.com', password: PASSWORD });
    await world.ports.panel.lockUser(user?.id ?? 0);
    await world.sql("UPDATE client SET email = 'free@example.com' WHERE id = ?", clientId);
    expect(await handOverPanelUser(world.ports, { clientId }, ACTOR)).toEqual({
      ok: false,
      error: { reason: 'nothing_to_hand_over' },
    });
    expect((await statusOf(user?.id ?? 0))[0]).toBe('locked');
  });
});
