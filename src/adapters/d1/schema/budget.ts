import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { client } from './client.ts';
import { instant } from './columns.ts';

/** An amount that a client wants to hear of when a month reaches it. */
export const budget = sqliteTable(
  'budget',
  {
    clientId: text('client_id')
      .notNull()
      .references(() => client.id),
    /** Smallest unit of the client's currency. */
    amountMinor: integer('amount_minor').notNull(),
    setAtMs: instant('set_at_ms').notNull(),
    /** When the month was last looked at for it: whoever waits longest is next. */
    lookedAtMs: instant('looked_at_ms').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.amountMinor] }),
    index('budget_looked_at').on(table.lookedAtMs),
  ],
);

/** That it was told, once a month: written with the letter, and its key is the guard. */
export const budgetTold = sqliteTable(
  'budget_told',
  {
    clientId: text('client_id').notNull(),
    month: text('month').notNull(),
    amountMinor: integer('amount_minor').notNull(),
    toldAtMs: instant('told_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.clientId, table.month, table.amountMinor] })],
);
