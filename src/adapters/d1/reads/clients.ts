import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { ClientId, Id } from '#core/ids.ts';
import type { Client, ClientReads, Signup } from '#ports/store.ts';
import type { Database } from '../database.ts';
import { client, signup } from '../schema/schema.ts';

const WAITING = ['provisioning', 'provisioning_failed'];

export function clientReads({ orm: db }: Database): ClientReads {
  return {
    async byId(id) {
      return toClient(await db.select(clientColumns).from(client).where(eq(client.id, id)).get());
    },
    async byEmail(email) {
      return toClient(
        await db.select(clientColumns).from(client).where(eq(client.email, email)).get(),
      );
    },
    async signupByToken(tokenHash) {
      const row = await db.select().from(signup).where(eq(signup.tokenHash, tokenHash)).get();
      return row && ({ ...row, id: row.id as Id<'signup'> } satisfies Signup);
    },
    async toProvision(nowMs, limit) {
      const rows = await db
        .select({ id: client.id })
        .from(client)
        .where(
          and(
            inArray(client.state, WAITING),
            lte(client.leaseUntilMs, nowMs),
            isNull(client.closingRequestedAtMs),
          ),
        )
        .orderBy(asc(client.id))
        .limit(limit);
      return rows.map(({ id }) => id as ClientId);
    },
    async claimProvisioning(id, nowMs, leaseUntilMs) {
      const row = await db
        .update(client)
        .set({ state: 'provisioning', leaseUntilMs })
        .where(
          and(
            eq(client.id, id),
            inArray(client.state, WAITING),
            isNull(client.panelUserId),
            isNull(client.closingRequestedAtMs),
            lte(client.leaseUntilMs, nowMs),
          ),
        )
        .returning(clientColumns)
        .get();
      return toClient(row);
    },
  };
}

/** Written out, because drizzle leaves the table out of a column's name where it selects from one table alone. */
const BILLED_FROM = sql<
  string | null
>`(SELECT billed_from FROM moved_client WHERE client_id = "client"."id")`;

/** Columns that a `Client` is made of. */
export const clientColumns = {
  id: client.id,
  number: client.number,
  email: client.email,
  name: client.name,
  company: client.company,
  currency: client.currency,
  language: client.language,
  passwordHash: client.passwordHash,
  state: client.state,
  failure: client.failure,
  panelUserId: client.panelUserId,
  closingRequestedAtMs: client.closingRequestedAtMs,
  billedFrom: BILLED_FROM,
};

type ClientRow = Pick<
  typeof client.$inferSelect,
  Exclude<keyof typeof clientColumns, 'billedFrom'>
> & {
  readonly billedFrom: string | null;
};

/** The casts state what only this adapter writes: ids, currencies and states come from core's types. */
export function toClient(row: ClientRow | undefined): Client | undefined {
  if (!row) return undefined;
  const { id, number, email, name, company, currency, passwordHash, state, failure, panelUserId } =
    row;
  const { language, closingRequestedAtMs, billedFrom } = row;
  return {
    id: id as Client['id'],
    number,
    email,
    name,
    company,
    currency: currency as Client['currency'],
    language,
    passwordHash,
    state: state as Client['state'],
    failure,
    panelUserId,
    closingRequestedAtMs,
    billedFrom: (billedFrom ?? undefined) as Client['billedFrom'],
  };
}
