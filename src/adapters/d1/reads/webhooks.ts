import { and, asc, desc, eq, getTableColumns, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type {
  ClaimedDelivery,
  SealedEndpoint,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookReads,
} from '#ports/webhook-reads.ts';
import type { Database } from '../database.ts';
import { webhookDelivery, webhookEndpoint } from '../schema/schema.ts';

export function webhookReads({ orm: db }: Database): WebhookReads {
  return {
    async claimDue(nowMs, leaseUntilMs, each) {
      // One statement claims: two workers at once get different rows.
      return db.all<ClaimedDelivery>(
        sql`UPDATE ${webhookDelivery} SET due_at_ms = ${leaseUntilMs}, attempts = attempts + 1
            WHERE id IN (${dueOf(sql`failures = 0`, nowMs, each)}
              UNION ALL ${dueOf(sql`failures > 0`, nowMs, 1)})
            RETURNING id, endpoint_id AS endpointId, type, payload, attempts`,
      );
    },
    async sealed(ids) {
      const rows = await db
        .select()
        .from(webhookEndpoint)
        .where(inArray(webhookEndpoint.id, [...ids]));
      return rows.map((row) => ({ ...toEndpoint(row), ...sealedOf(row) }));
    },
    async endpoints() {
      const rows = await db
        .select(ENDPOINT_COLUMNS)
        .from(webhookEndpoint)
        .orderBy(asc(webhookEndpoint.id));
      return rows.map(toEndpoint);
    },
    async endpoint(id) {
      const row = await db
        .select(ENDPOINT_COLUMNS)
        .from(webhookEndpoint)
        .where(eq(webhookEndpoint.id, id))
        .get();
      return row && toEndpoint(row);
    },
    async delivery(id) {
      const row = await db.select().from(webhookDelivery).where(eq(webhookDelivery.id, id)).get();
      return row && toDelivery(row);
    },
    async log({ endpointId, state, before, limit }) {
      const rows = await db
        .select()
        .from(webhookDelivery)
        .where(
          and(
            eq(webhookDelivery.endpointId, endpointId),
            before === undefined ? undefined : lt(webhookDelivery.id, before),
            // Written out: with a bound text SQLite would not see that a partial index answers it.
            state === undefined ? undefined : sql`state = ${sql.raw(`'${state}'`)}`,
          ),
        )
        .orderBy(desc(webhookDelivery.id))
        .limit(limit);
      return rows.map(toDelivery);
    },
  };
}

/** The oldest due deliveries of each endpoint that may get some now. */
function dueOf(condition: SQL, nowMs: number, each: number): SQL {
  return sql`SELECT delivery.id FROM ${webhookEndpoint} AS endpoint CROSS JOIN ${webhookDelivery} AS delivery
    WHERE endpoint.state = 'enabled' AND endpoint.held_until_ms <= ${nowMs} AND endpoint.${condition}
      AND delivery.id IN (SELECT due.id FROM ${webhookDelivery} AS due
        WHERE due.endpoint_id = endpoint.id AND due.state = 'pending' AND due.due_at_ms <= ${nowMs}
        ORDER BY due.due_at_ms LIMIT ${each})`;
}

type EndpointRow = typeof webhookEndpoint.$inferSelect;

/** All but the sealed secrets, which only sending needs. */
const {
  sealedSecret: _secret,
  sealedOldSecret: _oldSecret,
  ...ENDPOINT_COLUMNS
} = getTableColumns(webhookEndpoint);

function sealedOf({ sealedSecret, sealedOldSecret }: EndpointRow) {
  return { sealedSecret, sealedOldSecret } satisfies Partial<SealedEndpoint>;
}

/** The casts state what only this adapter writes. */
function toEndpoint(row: Omit<EndpointRow, 'sealedSecret' | 'sealedOldSecret'>): WebhookEndpoint {
  const { id, url, description, oldSecretUntilMs, failingSinceMs, failures, heldUntilMs } = row;
  return {
    id: id as WebhookEndpoint['id'],
    url,
    description,
    events: JSON.parse(row.events) as WebhookEndpoint['events'],
    state: row.state as WebhookEndpoint['state'],
    disabledReason: row.disabledReason as WebhookEndpoint['disabledReason'],
    oldSecretUntilMs,
    failingSinceMs,
    failures,
    heldUntilMs,
    createdBy: row.createdBy,
    createdAtMs: row.createdAtMs,
  };
}

function toDelivery(row: typeof webhookDelivery.$inferSelect): WebhookDelivery {
  return {
    ...row,
    id: row.id as WebhookDelivery['id'],
    endpointId: row.endpointId as WebhookDelivery['endpointId'],
    state: row.state as WebhookDelivery['state'],
  };
}
