import { sql } from 'drizzle-orm';
import type { OutboxReads, Task } from '#ports/outbox.ts';
import type { Database } from '../database.ts';
import { outbox } from '../schema/schema.ts';

/** What was given up is reported by the next daily automation, also by a late one, and not for ever. */
const REPORTED_MS = 36 * 3_600_000;

export function outboxReads({ orm: db }: Database): OutboxReads {
  return {
    async claimDue(nowMs, leaseUntilMs, limit, except) {
      const allowed = sql`kind NOT IN (SELECT value FROM json_each(${JSON.stringify(except)}))`;
      // One statement claims: two workers at once get different rows.
      const tasks = await db.all<Task & { priority: number }>(
        sql`UPDATE ${outbox} SET due_at_ms = ${leaseUntilMs}, attempts = attempts + 1
            WHERE id IN (
              SELECT id FROM ${outbox} WHERE state = 'pending' AND priority = 0 AND due_at_ms <= ${nowMs} AND ${allowed}
              UNION ALL
              SELECT id FROM ${outbox} WHERE state = 'pending' AND priority = 1 AND due_at_ms <= ${nowMs} AND ${allowed}
              LIMIT ${limit})
            RETURNING id, kind, subject_id AS subjectId, payload, attempts, priority`,
      );
      return tasks.sort((a, b) => a.priority - b.priority);
    },
    async counts(nowMs) {
      const row = await db.get<{ due: number; failed: number; unknown: number }>(
        sql`SELECT
              (SELECT count(*) FROM ${outbox} WHERE state = 'pending' AND due_at_ms <= ${nowMs}) AS due,
              (SELECT count(*) FROM ${outbox} WHERE state = 'failed' AND done_at_ms > ${nowMs - REPORTED_MS}) AS failed,
              (SELECT count(*) FROM ${outbox} WHERE state = 'unknown' AND done_at_ms > ${nowMs - REPORTED_MS}) AS unknown`,
      );
      return row ?? { due: 0, failed: 0, unknown: 0 };
    },
  };
}
