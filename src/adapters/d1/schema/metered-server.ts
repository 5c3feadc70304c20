import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** A server as it was last seen. A look compares the panel's list with this, and writes what differs. */
export const meteredServer = sqliteTable(
  'metered_server',
  {
    serverId: integer('server_id').primaryKey(),
    name: text('name').notNull(),
    /** As the panel says; 0 for a server that no list ever had. */
    createdAtMs: instant('created_at_ms').notNull(),
    /** Of the newest sighting that differed from the one before. */
    seenAtMs: instant('seen_at_ms').notNull(),
    /** `stateText` of it. */
    state: text('state').notNull(),
    /** When the panel was asked and did not have it any more; 0 while it lives. */
    goneAtMs: instant('gone_at_ms').notNull().default(0),
    /** When it was last certainly there; set with `gone_at_ms`. */
    sightedAtMs: instant('sighted_at_ms').notNull().default(0),
  },
  (table) => [index('metered_server_gone').on(table.goneAtMs)],
);

/** What was seen of a server whenever it had changed. Never updated but by an equal instant's greater text. */
export const meteredSighting = sqliteTable(
  'metered_sighting',
  {
    serverId: integer('server_id').notNull(),
    /** Our clock. */
    atMs: instant('at_ms').notNull(),
    /** The panel user of the state, for finding a client's servers. */
    userId: integer('user_id').notNull(),
    state: text('state').notNull(),
    /** `look` or `event`. */
    source: text('source').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.serverId, table.atMs] }),
    index('metered_sighting_user').on(table.userId, table.serverId),
  ],
);

/** What the panel's activity log says of a server, once an entry. */
export const meteredEntry = sqliteTable(
  'metered_entry',
  {
    entryId: integer('entry_id').notNull(),
    serverId: integer('server_id').notNull(),
    /** `created` or `deleted`. */
    kind: text('kind').notNull(),
    /** The panel's clock. */
    atMs: instant('at_ms').notNull(),
    name: text('name').notNull(),
    /** 0 where the entry does not say. */
    userId: integer('user_id').notNull(),
    /** JSON of the plan with its prices at that time, or empty. */
    plan: text('plan').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.entryId, table.serverId] }),
    index('metered_entry_server').on(table.serverId, table.kind),
    index('metered_entry_user').on(table.userId, table.serverId),
  ],
);
