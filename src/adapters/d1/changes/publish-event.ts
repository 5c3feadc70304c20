// An event for webhooks, written in the same batch as the change that causes it. The endpoints come first in every join:
// where nobody listens, nothing else is read and nothing is written.
import { type SQL, sql } from 'drizzle-orm';
import { idsFrom } from '#core/ids.ts';
import type { WebhookEvent, WebhookEventType } from '#core/webhooks/events.ts';
import { webhookDelivery, webhookEndpoint } from '../schema/schema.ts';

interface EventRows<T extends WebhookEventType> {
  readonly type: T;
  /** One SQL value for each field that the event carries. */
  readonly data: { readonly [F in keyof (WebhookEvent & { readonly type: T })['data']]: SQL };
  /** The rows that `data` is made from; one event each. */
  readonly from: SQL;
  readonly where: SQL;
  readonly atMs: number;
}

/** One event for each row of `from`, times the endpoints that listen. */
export function publishRows<T extends WebhookEventType>(rows: EventRows<T>): SQL {
  const { type, from, where, atMs } = rows;
  const fields = Object.entries<SQL>(rows.data).map(([name, value]) => sql`${name}, ${value}`);
  const data = sql`json_object(${sql.join(fields, sql`, `)})`;
  // CROSS JOIN: SQLite keeps this order of the two.
  return sql`${insertInto()} SELECT ${idFor(atMs)}, listener.id, ${type},
      json_object('type', ${type}, 'timestamp', ${new Date(atMs).toISOString()}, 'data', ${data}), 'pending', ${atMs}, ${atMs}
    FROM (${listeners(type)}) AS listener CROSS JOIN ${from} WHERE ${where}`;
}

/** One event that is known as a whole. */
export function publishOne({ type, data }: WebhookEvent, atMs: number): SQL {
  const payload = JSON.stringify({ type, timestamp: new Date(atMs).toISOString(), data });
  return sql`${insertInto()} SELECT ${idFor(atMs)}, id, ${type}, ${payload}, 'pending', ${atMs}, ${atMs}
    FROM (${listeners(type)})`;
}

/** An instant of a column as ISO 8601. */
export function isoTime(milliseconds: SQL): SQL {
  return sql`strftime('%Y-%m-%dT%H:%M:%fZ', (${milliseconds}) / 1000.0, 'unixepoch')`;
}

function insertInto(): SQL {
  return sql`INSERT INTO ${webhookDelivery} (id, endpoint_id, type, payload, state, due_at_ms, created_at_ms)`;
}

function listeners(type: WebhookEventType): SQL {
  return sql`SELECT id FROM ${webhookEndpoint} WHERE state = 'enabled'
    AND EXISTS (SELECT 1 FROM json_each(events) WHERE value = ${type})`;
}

/** The form of every other id, with 64 random bits: hexadecimal digits are in its alphabet. */
function idFor(atMs: number): SQL {
  return sql`${idsFrom('message', atMs)} || lower(hex(randomblob(8)))`;
}
