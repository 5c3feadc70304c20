import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { client } from './client.ts';
import { instant } from './columns.ts';

export const secondFactor = sqliteTable('second_factor', {
  clientId: text('client_id')
    .primaryKey()
    .references(() => client.id),
  /** Sealed under the service's own key. */
  sealedSecret: text('sealed_secret').notNull(),
  /** The newest step whose code was taken; no code of it or an older one is taken again. */
  lastStep: integer('last_step').notNull(),
  addedAtMs: instant('added_at_ms').notNull(),
});

export const recoveryCode = sqliteTable(
  'recovery_code',
  {
    clientId: text('client_id')
      .notNull()
      .references(() => client.id),
    /** SHA-256 of the code. */
    codeHash: text('code_hash').notNull(),
    usedAtMs: instant('used_at_ms'),
  },
  (table) => [primaryKey({ columns: [table.clientId, table.codeHash] })],
);
