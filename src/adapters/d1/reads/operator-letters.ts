import { type SQL, sql } from 'drizzle-orm';
import type { OperatorLetters, StoredLetter } from '#ports/operator-letters.ts';
import type { Database } from '../database.ts';
import { client, invoice, outbox } from '../schema/schema.ts';

export function operatorLetters({ orm: db }: Database): OperatorLetters {
  return {
    async failedLetters({ state, before, limit }) {
      // The unary plus keeps the id out of the choice of an index: those of `outbox_due` are few, the rest are all letters.
      const ofState = state === undefined ? sql`IN ('failed', 'unknown')` : sql`= ${state}`;
      return db.all<StoredLetter>(
        sql`${letters(sql`task.state ${ofState} ${before === undefined ? sql`` : sql`AND +task.id < ${before}`}`)}
            ORDER BY +task.id DESC LIMIT ${limit}`,
      );
    },
    async letter(id) {
      return db.get<StoredLetter | undefined>(letters(sql`task.id = ${id}`));
    },
  };
}

/** A letter is about a client, or about one of their documents. */
function letters(condition: SQL): SQL {
  return sql`SELECT task.id AS id, task.topic AS topic, task.subject_id AS subjectId, client.id AS clientId,
        client.email AS email, task.state AS state, task.attempts AS attempts, task.last_error AS lastError,
        task.created_at_ms AS writtenAtMs, task.done_at_ms AS sinceMs
      FROM ${outbox} AS task LEFT JOIN ${invoice} AS invoice ON invoice.id = task.subject_id
      LEFT JOIN ${client} AS client ON client.id = coalesce(invoice.client_id, task.subject_id)
      WHERE task.kind = 'send_letter' AND ${condition}`;
}
