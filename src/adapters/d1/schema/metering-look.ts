import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** One pass over the panel's servers and its log; the cursor of a pass that takes several invocations. */
export const meteringLook = sqliteTable(
  'metering_look',
  {
    id: text('id').primaryKey(),
    /** `listing`, `verifying`, then `good` or `abandoned`. */
    state: text('state').notNull(),
    /** Raised whenever somebody takes the look up; a commit under an older fence fails. */
    fence: integer('fence').notNull().default(0),
    /** A good look says everything that had happened before this. */
    startedAtMs: instant('started_at_ms').notNull(),
    touchedAtMs: instant('touched_at_ms').notNull(),
    finishedAtMs: instant('finished_at_ms').notNull().default(0),
    nextPage: integer('next_page').notNull().default(1),
    /** The log is read after this entry. */
    logFrom: integer('log_from').notNull(),
    /** Newest entry that was read. */
    logThrough: integer('log_through').notNull().default(0),
    /** Why it did not go on the last time; empty when it did. */
    failure: text('failure').notNull().default(''),
    servers: integer('servers').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    refused: integer('refused').notNull().default(0),
  },
  (table) => [index('metering_look_state').on(table.state, table.startedAtMs)],
);

/** Ids that an unfinished look has seen, a batch of pages a row; gone when it is finished. */
export const meteringLookPart = sqliteTable(
  'metering_look_part',
  {
    lookId: text('look_id').notNull(),
    firstPage: integer('first_page').notNull(),
    /** JSON. */
    serverIds: text('server_ids').notNull(),
  },
  (table) => [primaryKey({ columns: [table.lookId, table.firstPage] })],
);

/** Times that the activity log does not cover: a server that lived only then is not known. */
export const meteringGap = sqliteTable('metering_gap', {
  startMs: instant('start_ms').primaryKey(),
  endMs: instant('end_ms').notNull(),
});
