import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Mails of one day that strangers caused, to one mailbox and to all together. */
export const mailCount = sqliteTable(
  'mail_count',
  {
    /** `YYYY-MM-DD`, UTC. */
    day: text('day').notNull(),
    /** SHA-256 of the mailbox; empty for all of the day. */
    key: text('key').notNull(),
    mails: integer('mails').notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.key] })],
);
