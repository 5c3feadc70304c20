import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** A billing system that is not asked any more until a probe succeeds. */
export const billingStop = sqliteTable('billing_stop', {
  system: text('system').primaryKey(),
  /** A `BillingCode`. */
  code: text('code').notNull(),
  detail: text('detail').notNull(),
  sinceMs: instant('since_ms').notNull(),
});
