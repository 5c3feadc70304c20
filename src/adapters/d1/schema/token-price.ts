import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** Money per token in one currency, from a month on. */
export const tokenPrice = sqliteTable(
  'token_price',
  {
    currency: text('currency').notNull(),
    firstMonth: text('first_month').notNull(),
    /** Decimal text: a token may cost a fraction of the smallest unit. */
    price: text('price').notNull(),
    createdAtMs: instant('created_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.currency, table.firstMonth] })],
);
