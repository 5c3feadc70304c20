import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** Who did what to what, when. Append-only; never holds a secret. */
export const auditEvent = sqliteTable(
  'audit_event',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    atMs: instant('at_ms').notNull(),
    /** `client`, `admin:KID`, `api:KEYID`, `system`. */
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subjectId: text('subject_id').notNull(),
    detail: text('detail').notNull().default('{}'),
  },
  // Each is followed by the id, which the pages of a list go by.
  (table) => [
    index('audit_event_subject').on(table.subjectId),
    index('audit_event_actor').on(table.actor),
    index('audit_event_action').on(table.action),
  ],
);
