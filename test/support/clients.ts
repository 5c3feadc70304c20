// Clients in any state, without the front door, and their sessions.
import { env } from 'cloudflare:workers';
import { createScrypt } from '#adapters/platform/scrypt.ts';
import type { ClientState, ProvisioningFailure } from '#core/enrolment/client-state.ts';
import type { ClientId } from '#core/ids.ts';
import type { Client } from '#ports/store.ts';
import { openSession } from '#usecases/sign-in/open-session.ts';
import { newId } from '#usecases/tokens.ts';
import { PASSWORD } from './people.ts';
import type { World } from './world.ts';

/** Of `PASSWORD`; made once, because a hash is slow on purpose. */
const passwordHash = await createScrypt().hash(PASSWORD);

export interface ClientOptions {
  readonly email?: string;
  readonly state?: ClientState;
  readonly failure?: ProvisioningFailure;
  readonly panelUserId?: number;
}

/** A client with `PASSWORD` that waits for a panel account unless `options` say otherwise. */
export async function makeClient(world: World, options: ClientOptions = {}): Promise<ClientId> {
  const { email = 'ada@example.com', state = 'provisioning', failure = '', panelUserId } = options;
  const id = newId(world.ports, 'client');
  await env.DB.prepare(
    `INSERT INTO client (id, number, email, name, company, currency, password_hash, state, failure, panel_user_id, created_at_ms, enrolled_at_ms)
     SELECT ?, coalesce(max(number) + 1, 1001), ?, 'Ada Lovelace', '', 'USD', ?, ?, ?, ?, 0, ? FROM client`,
  )
    .bind(
      id,
      email,
      passwordHash,
      state,
      failure,
      panelUserId ?? null,
      state === 'enrolled' ? 1 : null,
    )
    .run();
  if (state !== 'not_enrolled') await acceptAll(id);
  return id;
}

/** Evidence for every text published so far. */
async function acceptAll(id: ClientId): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO terms_acceptance (client_id, kind, version, hash, accepted_at_ms, ip, user_agent)
     SELECT ?, kind, version, hash, 0, '', '' FROM terms_version`,
  )
    .bind(id)
    .run();
}

/** A client with a panel user of their own at the emulator. */
export async function makeEnrolled(world: World, email = 'ada@example.com'): Promise<ClientId> {
  const [user] = await world.emulators.seed({ email, password: PASSWORD });
  if (!user) throw new Error('the panel made no user');
  return makeClient(world, { email, state: 'enrolled', panelUserId: user.id });
}

/** Cookie of a new session. */
export async function signedIn(world: World, clientId: ClientId): Promise<string> {
  const session = await openSession(world.ports, clientId);
  await world.ports.store.commit([session.change]);
  return `postmeter_session=${session.token}`;
}

export async function clientOf(world: World, id: ClientId): Promise<Client> {
  const client = await world.ports.store.clients.byId(id);
  if (!client) throw new Error(`no client ${id}`);
  return client;
}

/** Whether the panel itself lets somebody in with this password. */
export async function panelAccepts(
  world: World,
  email: string,
  password: string,
): Promise<boolean> {
  const answer = await fetch(`${world.emulators.panelApiUrl}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  await answer.arrayBuffer();
  return answer.ok;
}

/** Panel users but for the administrator. */
export async function panelUsers(world: World): Promise<readonly PanelUserRow[]> {
  const { data } = (await world.emulators.panelGet('/users?per_page=100')) as {
    data: PanelUserRow[];
  };
  return data.filter(({ id }) => id !== 1);
}

export interface PanelUserRow {
  readonly id: number;
  readonly email: string;
  readonly billing_user_id: number | null;
}

/** How often the panel was asked to make a user, whatever became of it. */
export async function createCalls(world: World): Promise<number> {
  const calls = await world.emulators.requests();
  return calls.filter(({ method, path }) => method === 'POST' && path === '/users').length;
}
