import { beforeEach, describe, expect, it } from 'vitest';
import { makeClient, makeEnrolled, signedIn } from '../../support/clients.ts';
import { openShop } from '../../support/people.ts';
import { newWorld, type World } from '../../support/world.ts';

const ACTIONS = '/admin/client-actions';
let world: World;
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
});

async function act(fields: Readonly<Record<string, unknown>>) {
  const answer = await world.admin(ACTIONS, fields);
  const body = await answer.json<{ code?: string; came?: string | null }>();
  return [answer.status, body.code ?? body.came ?? null];
}

const audited = (action: string) =>
  world.sql<{ actor: string; subject_id: string }>(
    "SELECT actor, subject_id FROM audit_event WHERE action = ? AND subject_id LIKE 'cli_%'",
    action,
  );

describe('POST /admin/client-actions', () => {
  it('gets a waiting client a panel user, once', async () => {
    const clientId = await makeClient(world, {
      state: 'provisioning_failed',
      failure: 'panel_unavailable',
    });
    const retry = { action: 'retry_provisioning', clientId };
    expect(await act(retry)).toEqual([200, 'enrolled']);
    expect(await act(retry)).toEqual([409, 'not_waiting']);
    expect(await audited('provisioning_retried')).toEqual([
      { actor: 'admin:test-admin', subject_id: clientId },
    ]);
  });

  it('hands nothing over where the panel has nobody', async () => {
    const clientId = await makeClient(world, {
      state: 'provisioning_failed',
      failure: 'panel_unavailable',
    });
    expect(await act({ action: 'hand_over_panel_user', clientId })).toEqual([
      409,
      'nothing_to_hand_over',
    ]);
  });

  it('removes a lost second factor, with a note, and ends every session', async () => {
    const clientId = await makeEnrolled(world);
    await signedIn(world, clientId);
    await world.sql(
      "INSERT INTO second_factor (client_id, sealed_secret, last_step, added_at_ms) VALUES (?, 'x', 0, 0)",
      clientId,
    );
    const remove = { action: 'remove_second_factor', clientId };
    expect(await act(remove)).toEqual([400, 'claims_malformed']);
    expect(await act({ ...remove, note: 'Called back, asked three invoices.' })).toEqual([
      200,
      null,
    ]);
    expect(await world.sql('SELECT 1 FROM second_factor')).toEqual([]);
    expect(await world.sql('SELECT 1 FROM session')).toEqual([]);
    expect(await act({ ...remove, note: 'again' })).toEqual([409, 'no_second_factor']);
  });

  it.each([
    [{ action: 'retry_provisioning' }, 400, 'claims_malformed'],
    [{ action: 'retry_provisioning', clientId: 7 }, 400, 'claims_malformed'],
    [{ action: 'hand_over_panel_user', clientId: 'inv_1' }, 404, 'client_unknown'],
    [{ action: 'retry_provisioning', clientId: 'cli_1' }, 404, 'client_unknown'],
    [{ action: 'remove_second_factor', clientId: 'cli_1', note: 'lost it' }, 404, 'client_unknown'],
  ])('refuses %j', async (claims, status, code) => {
    expect(await act(claims)).toEqual([status, code]);
  });
});

describe('GET /admin/client-data/:id', () => {
  it('is what is stored about a client', async () => {
    const clientId = await makeEnrolled(world);
    const data = await world.adminRead(`/admin/client-data/${clientId}`);
    expect(await data.json()).toMatchObject({
      format: 'postmeter-client-data-1',
      account: { id: clientId, email: 'ada@example.com' },
      documents: [],
    });
  });

  it.each([
    ['/admin/client-data/cli_1', 'client_unknown'],
    ['/admin/client-data/inv_1', 'client_unknown'],
  ])('knows no %s', async (path, code) => {
    const answer = await world.adminRead(path);
    expect([answer.status, (await answer.json<{ code: string }>()).code]).toEqual([404, code]);
  });
});
