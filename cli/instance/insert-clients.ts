import { randomBytes } from 'node:crypto';
import { ID_RANDOM_BYTES, makeId } from '#core/ids.ts';
import type { DemoClient } from './demo-clients.ts';
import type { Instance } from './start.ts';

const CLIENTS = `
  INSERT INTO client (id, number, email, name, company, currency, password_hash, state, panel_user_id,
                      created_at_ms, enrolled_at_ms)
  SELECT value ->> 'id', value ->> 'number', value ->> 'email', value ->> 'name', value ->> 'company',
         value ->> 'currency', ?2, value ->> 'state', value ->> 'panelUserId', value ->> 'joinedAtMs',
         iif(value ->> 'state' = 'enrolled', value ->> 'joinedAtMs', NULL)
  FROM json_each(?1)`;

const ACCEPTANCES = `
  INSERT INTO terms_acceptance (client_id, kind, version, hash, accepted_at_ms, ip, user_agent)
  SELECT client.id, terms.kind, terms.version, terms.hash, client.enrolled_at_ms, '203.0.113.7', 'seeded by the demo'
  FROM client CROSS JOIN terms_version AS terms
  WHERE client.state = 'enrolled'`;

/** Clients as they would be after signing up, with their evidence. */
export async function insertClients(
  database: Instance['database'],
  clients: readonly DemoClient[],
  made: { readonly panelUserIds: ReadonlyMap<string, number>; readonly passwordHash: string },
): Promise<void> {
  const rows = clients.map(({ number, email, name, company, currency, joinedAtMs }) => {
    const panelUserId = made.panelUserIds.get(email) ?? null;
    const state = panelUserId === null ? 'not_enrolled' : 'enrolled';
    const id = makeId('client', joinedAtMs, randomBytes(ID_RANDOM_BYTES));
    return { id, number, email, name, company, currency, joinedAtMs, panelUserId, state };
  });
  await database.batch([
    database.prepare(CLIENTS).bind(JSON.stringify(rows), made.passwordHash),
    database.prepare(ACCEPTANCES),
  ]);
}
