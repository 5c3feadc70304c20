import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** What is still to be told to the world. Written with the change that causes it; the queue only wakes its worker. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    /** Client or invoice that it is about. */
    subjectId: text('subject_id').notNull(),
    /** Kind of the letter, for operators: the letter itself is sealed, and gone once sent. Empty for what is no letter. */
    topic: text('topic').notNull().default(''),
    /** Sealed JSON of a letter; empty where the subject says it all, and emptied when done. */
    payload: text('payload').notNull(),
    /** 0: somebody waits for it; 1: bulk. */
    priority: integer('priority').notNull(),
    state: text('state').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Not before then; moved ahead while a worker holds it. */
    dueAtMs: instant('due_at_ms').notNull(),
    lastError: text('last_error').notNull().default(''),
    createdAtMs: instant('created_at_ms').notNull(),
    doneAtMs: instant('done_at_ms'),
  },
  (table) => [
    index('outbox_due').on(table.state, table.priority, table.dueAtMs),
    // Deliveries are found by their own id; leaving them out spares a run's execution an index.
    index('outbox_subject').on(table.subjectId).where(sql`kind <> 'deliver_invoice'`),
  ],
);
