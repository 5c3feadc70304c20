import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.ts';

/** A person with an account here. */
export const client = sqliteTable(
  'client',
  {
    id: text('id').primaryKey(),
    /** What the panel knows the client by: `billing_user_id` is an integer there. */
    number: integer('number').notNull().unique(),
    /** Trimmed, lower case. */
    email: text('email').notNull().unique(),
    name: text('name').notNull(),
    /** What follows the first space of the name, or all of it: people are looked for by their last name, too. */
    furtherName: text('further_name').generatedAlwaysAs(sql`substr(name, instr(name, ' ') + 1)`, {
      mode: 'virtual',
    }),
    company: text('company').notNull().default(''),
    currency: text('currency').notNull(),
    passwordHash: text('password_hash').notNull(),
    state: text('state').notNull(),
    failure: text('failure').notNull().default(''),
    panelUserId: integer('panel_user_id').unique(),
    /** Until then one worker provisions this client and no other may start. */
    leaseUntilMs: instant('lease_until_ms').notNull().default(0),
    createdAtMs: instant('created_at_ms').notNull(),
    enrolledAtMs: instant('enrolled_at_ms'),
    /** BCP 47 tag of the language that mails are written in; empty for the default. */
    language: text('language').notNull().default(''),
    /** The client asked to close the account; it is closed once everything is billed. */
    closingRequestedAtMs: instant('closing_requested_at_ms'),
    /** Closed: name, address and password are erased. */
    closedAtMs: instant('closed_at_ms'),
  },
  (table) => [
    index('client_state').on(table.state, table.id),
    // What operators search by. SQLite folds the case of ASCII letters alone.
    index('client_name').on(sql`name COLLATE NOCASE`),
    index('client_further_name').on(sql`further_name COLLATE NOCASE`),
    index('client_company').on(sql`company COLLATE NOCASE`).where(sql`company <> ''`),
    // Few ask; without this, finding them would read every client.
    index('client_closing')
      .on(table.closingRequestedAtMs)
      .where(sql`closing_requested_at_ms IS NOT NULL AND closed_at_ms IS NULL`),
  ],
);
