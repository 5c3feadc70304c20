import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { client } from './client.ts';
import { instant } from './columns.ts';

/** Clients who came from the add-on before us, and who bills which of their months. */
export const movedClient = sqliteTable(
  'moved_client',
  {
    clientId: text('client_id')
      .primaryKey()
      .references(() => client.id),
    system: text('system').notNull(),
    /** The panel's `billing_user_id`, which is their id in the billing system. */
    billingUserId: integer('billing_user_id').notNull(),
    importId: text('import_id').notNull(),
    importedAtMs: instant('imported_at_ms').notNull(),
    /** The first month that is ours; empty while the add-on bills them. The months before are never ours. */
    billedFrom: text('billed_from').notNull().default(''),
    invitedAtMs: instant('invited_at_ms').notNull().default(0),
  },
  (table) => [
    // Few wait for their letter; without this, finding them would read every imported client.
    index('moved_client_to_invite').on(table.clientId).where(sql`invited_at_ms = 0`),
  ],
);
