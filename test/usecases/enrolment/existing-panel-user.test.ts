// A client whose address the panel knows already: whose panel user may become theirs.
import { beforeEach, describe, expect, it } from 'vitest';
import { provisionClient } from '#usecases/enrolment/provision-client.ts';
import { clientOf, createCalls, makeClient, panelUsers } from '../../support/clients.ts';
import { auditRows } from '../../support/database.ts';
import type { SeedUser } from '../../support/emulators.ts';
import { catchLogs } from '../../support/logs.ts';
import { PASSWORD } from '../../support/people.ts';
import { newWorld, type World } from '../../support/world.ts';

const EMAIL = 'ada@example.com';

let world: World;
beforeEach(async () => {
  catchLogs();
  world = await newWorld();
});

/** Panel users with the given addresses; answers the id of the first. */
async function seed(...users: readonly (Partial<SeedUser> & { email: string })[]): Promise<number> {
  const [first] = await world.emulators.seed(
    ...users.map((user) => ({ password: PASSWORD, ...user })),
  );
  return first?.id ?? 0;
}

async function writes(): Promise<readonly string[]> {
  const calls = await world.emulators.requests();
  return calls
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`);
}

describe('provisionClient', () => {
  it.each([EMAIL, 'ADA@Example.COM', 'Ada@example.com'])(
    'links the panel user %s',
    async (email) => {
      const panelUserId = await seed({ email });
      const id = await makeClient(world);
      expect(await provisionClient(world.ports, id, {})).toBe('enrolled');
      expect(await clientOf(world, id)).toMatchObject({ state: 'enrolled', panelUserId });
      expect(await panelUsers(world)).toMatchObject([{ id: panelUserId, billing_user_id: 1001 }]);
      expect(await writes()).toEqual([`PUT /users/${panelUserId}`]);
      expect(await auditRows('client_enrolled')).toMatchObject([
        { subjectId: id, detail: JSON.stringify({ panelUserId }) },
      ]);
    },
  );

  it('keeps the panel user that carries the client’s number, and writes nothing', async () => {
    const panelUserId = await seed({ email: EMAIL, billing_user_id: 1001 });
    const id = await makeClient(world);
    expect(await provisionClient(world.ports, id, {})).toBe('enrolled');
    expect(await clientOf(world, id)).toMatchObject({ panelUserId });
    expect(await writes()).toEqual([]);
  });

  it.each([
    'xada@example.com',
    'ada@example.com.evil.test',
    'ada@example.community',
    'not-ada@example.com',
    'ada+1@example.com',
  ])('does not take %s for the client, and makes a panel user', async (email) => {
    const strangerId = await seed({ email });
    const id = await makeClient(world);
    expect(await provisionClient(world.ports, id, {})).toBe('enrolled');
    expect((await clientOf(world, id)).panelUserId).not.toBe(strangerId);
    expect(await createCalls(world)).toBe(1);
    expect((await panelUsers(world)).find((user) => user.id === strangerId)).toMatchObject({
      billing_user_id: null,
    });
  });

  it('finds the address on a later page of the panel’s list', async () => {
    await world.emulators.panelOptions({ defaultPerPage: 2 });
    const others = Array.from({ length: 5 }, (_, n) => ({ email: `${n}-ada@example.com` }));
    await seed(...others, { email: EMAIL });
    const id = await makeClient(world);
    expect(await provisionClient(world.ports, id, {})).toBe('enrolled');
    expect((await clientOf(world, id)).panelUserId).toBe(7);
    expect(await createCalls(world)).toBe(0);
  });

  it.each([
    ['an administrator', { email: EMAIL, roles: [1] }, 'panel_user_is_admin'],
    ['an administrator among other roles', { email: EMAIL, roles: [2, 1] }, 'panel_user_is_admin'],
    [
      'an administrator linked to us',
      { email: EMAIL, roles: [1], billing_user_id: 1001 },
      'panel_user_is_admin',
    ],
    ['another client’s', { email: EMAIL, billing_user_id: 9999 }, 'panel_user_of_another_client'],
  ] as const)('never adopts %s, and leaves it to a person', async (_whose, user, failure) => {
    await seed({ ...user, ...('roles' in user && { roles: [...user.roles] }) });
    const before = await panelUsers(world);
    const id = await makeClient(world);
    expect(await provisionClient(world.ports, id, { tellByMail: true })).toBe(failure);
    expect(await clientOf(world, id)).toMatchObject({
      state: 'provisioning_failed',
      failure,
      panelUserId: null,
    });
    expect(await writes()).toEqual([]);
    expect(await panelUsers(world)).toEqual(before);
    expect(await auditRows()).toEqual([]);
  });

  it('never adopts one of two with the same address', async () => {
    const row = (id: number) => `{"id":${id},"email":"${EMAIL}","roles":[],"billing_user_id":null}`;
    await world.emulators.control({
      path: '/users',
      body: `{"data":[${row(5)},${row(6)}],"meta":{"current_page":1,"last_page":1}}`,
    });
    const id = await makeClient(world);
    expect(await provisionClient(world.ports, id, {})).toBe('panel_users_ambiguous');
  });

  it('never gives two clients the same panel user', async () => {
    const panelUserId = await seed({ email: EMAIL });
    const holder = await makeClient(world, {
      email: 'b@example.com',
      state: 'enrolled',
      panelUserId,
    });
    const id = await makeClient(world);
    expect(await provisionClient(world.ports, id, { tellByMail: true })).toBe(
      'panel_user_of_another_client',
    );
    expect(await clientOf(world, id)).toMatchObject({
      state: 'provisioning_failed',
      panelUserId: null,
    });
    expect(await clientOf(world, holder)).toMatchObject({ state: 'enrolled', panelUserId });
    expect(await auditRows()).toEqual([]);
    expect(await world.sql('SELECT 1 FROM outbox')).toEqual([]);
  });

  it.each([
    ['answers 500', { status: 500 }, 'panel_unavailable'],
    ['refuses', { status: 422 }, 'panel_rejected'],
    ['loses the reply', { loseReply: true }, 'panel_unavailable'],
  ] as const)('links at the next attempt when the panel %s', async (_what, fault, failure) => {
    const panelUserId = await seed({ email: EMAIL });
    await world.emulators.control({ path: '/users/*', method: 'PUT', ...fault });
    const id = await makeClient(world);
    expect(await provisionClient(world.ports, id, {})).toBe(failure);
    expect((await clientOf(world, id)).panelUserId).toBeNull();
    expect(await provisionClient(world.ports, id, {})).toBe('enrolled');
    expect(await clientOf(world, id)).toMatchObject({ panelUserId });
    expect(await createCalls(world)).toBe(0);
  });

  it('finds the panel user that somebody made between the question and the order', async () => {
    const id = await makeClient(world);
    const { panel } = world.ports;
    const raced = {
      ...panel,
      async createUser(user: Parameters<typeof panel.createUser>[0]) {
        await seed({ email: EMAIL });
        return panel.createUser(user);
      },
    };
    expect(await provisionClient({ ...world.ports, panel: raced }, id, {})).toBe('enrolled');
    expect(await panelUsers(world)).toMatchObject([{ email: EMAIL, billing_user_id: 1001 }]);
  });
});
