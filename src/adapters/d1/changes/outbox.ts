import { type SQL, sql } from 'drizzle-orm';
import type { OutboxChange } from '#ports/outbox.ts';
import { guard } from '../guard.ts';
import { invoice, mailCount, outbox } from '../schema/schema.ts';

export function outboxStatements(change: OutboxChange): SQL[] {
  switch (change.type) {
    case 'outbox_added': {
      const { id, kind, subjectId, topic = '', payload, priority, atMs, dueAtMs } = change.task;
      return [
        sql`INSERT INTO ${outbox} (id, kind, subject_id, topic, payload, priority, state, due_at_ms, created_at_ms)
            VALUES (${id}, ${kind}, ${subjectId}, ${topic}, ${payload}, ${priority}, 'pending', ${dueAtMs}, ${atMs})`,
      ];
    }
    case 'stranger_mail_counted': {
      const { day, key, perAddress, perDay } = change;
      return [
        guard(sql`NOT EXISTS (SELECT 1 FROM ${mailCount} WHERE day = ${day} AND
                    (key = ${key} AND mails >= ${perAddress} OR key = '' AND mails >= ${perDay}))`),
        sql`INSERT INTO ${mailCount} (day, key, mails) VALUES (${day}, ${key}, 1), (${day}, '', 1)
            ON CONFLICT (day, key) DO UPDATE SET mails = mails + 1`,
      ];
    }
    case 'outbox_done':
      return [
        sql`UPDATE ${outbox} SET state = 'done', payload = '', last_error = '', done_at_ms = ${change.atMs}
            WHERE id = ${change.id}`,
      ];
    case 'outbox_postponed':
      return [
        sql`UPDATE ${outbox} SET due_at_ms = ${change.dueAtMs}, last_error = ${change.error}, attempts = ${change.attempts} WHERE id = ${change.id}`,
      ];
    case 'outbox_given_up':
      return [
        sql`UPDATE ${outbox} SET state = ${change.state}, last_error = ${change.error}, done_at_ms = ${change.atMs},
              payload = CASE ${change.state} WHEN 'unknown' THEN '' ELSE payload END
            WHERE id = ${change.id}`,
      ];
    case 'provisionings_done':
      // The partial index is said as it is.
      return [
        sql`UPDATE ${outbox} SET state = 'done', last_error = '', done_at_ms = ${change.atMs}
            WHERE subject_id = ${change.clientId} AND kind <> 'deliver_invoice' AND kind = 'provision_client' AND state = 'failed'`,
      ];
    case 'letter_revived':
      return [
        letterIs(change.id, sql`= 'failed'`),
        sql`UPDATE ${outbox} SET state = 'pending', attempts = 0, due_at_ms = ${change.atMs}, done_at_ms = NULL
            WHERE id = ${change.id}`,
      ];
    case 'letter_dismissed':
      return [
        letterIs(change.id, sql`IN ('failed', 'unknown')`),
        sql`UPDATE ${outbox} SET state = 'dismissed', payload = '', done_at_ms = ${change.atMs} WHERE id = ${change.id}`,
      ];
    case 'invoice_delivered':
      return [
        sql`UPDATE ${invoice} SET delivered_at_ms = ${change.atMs} WHERE id = ${change.invoiceId} AND delivered_at_ms IS NULL`,
      ];
  }
}

function letterIs(id: string, state: SQL): SQL {
  return guard(
    sql`EXISTS (SELECT 1 FROM ${outbox} WHERE id = ${id} AND kind = 'send_letter' AND state ${state})`,
  );
}
