import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** An event of the panel, once whatever its repeats. It is not believed: it only has the server asked for. */
export const panelEvent = sqliteTable(
  'panel_event',
  {
    /** SHA-256 over its parameters, hex. */
    hash: text('hash').primaryKey(),
    /** 0 where the event does not name one. */
    serverId: integer('server_id').notNull(),
    /** JSON of its parameters without the secret. */
    parameters: text('parameters').notNull(),
    receivedAtMs: instant('received_at_ms').notNull(),
    /** The last time that it came. */
    repeatedAtMs: instant('repeated_at_ms').notNull(),
    times: integer('times').notNull().default(1),
    /** 0 while it waits. */
    settledAtMs: instant('settled_at_ms').notNull().default(0),
    /** `asked`, `look`, or empty while it waits. */
    settledBy: text('settled_by').notNull().default(''),
  },
  (table) => [index('panel_event_waiting').on(table.settledAtMs, table.repeatedAtMs)],
);
