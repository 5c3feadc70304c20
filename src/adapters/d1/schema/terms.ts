import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { client } from './client.ts';
import { instant } from './columns.ts';

export const termsVersion = sqliteTable(
  'terms_version',
  {
    kind: text('kind').notNull(),
    version: text('version').notNull(),
    /** The text, or empty where it stands at `url`. */
    text: text('text').notNull(),
    url: text('url').notNull(),
    hash: text('hash').notNull(),
    /** The current version of a kind is the one published last. */
    publishedAtMs: instant('published_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.version] })],
);

/** Evidence: who accepted which text, when, from where. Never updated. */
export const termsAcceptance = sqliteTable(
  'terms_acceptance',
  {
    clientId: text('client_id')
      .notNull()
      .references(() => client.id),
    kind: text('kind').notNull(),
    version: text('version').notNull(),
    hash: text('hash').notNull(),
    acceptedAtMs: instant('accepted_at_ms').notNull(),
    ip: text('ip').notNull(),
    userAgent: text('user_agent').notNull(),
  },
  (table) => [primaryKey({ columns: [table.clientId, table.kind, table.version] })],
);
