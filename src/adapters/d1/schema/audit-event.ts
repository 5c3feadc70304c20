import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** Who did what to what, when. Append-only; never holds a secret. */
export const auditEvent = sqliteTable(
  'audit_event',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    atMs: instant('at_ms').notNull(),
    /** `client`, `admin:KID`, `system`. */
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subjectId: text('subject_id').notNull(),
    detail: text('detail').notNull().default('{}'),
  },
  (table) => [index('audit_event_subject').on(table.subjectId)],
);
