import { and, eq, gt, lt, lte, ne, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { SinceAutomation } from '#core/automation/settled-step.ts';
import { LINK_VALID_MS } from '#core/enrolment/link.ts';
import { ATTEMPTS_REMEMBERED_MS } from '#core/sign-in/attempt-limits.ts';
import { mailDay } from '#core/sign-in/stranger-mail.ts';
import type { AutomationStore, SinceQuery } from '#ports/store.ts';
import type { Database } from '../database.ts';
import {
  auditEvent,
  automationRun,
  billingStop,
  client,
  emailChange,
  idempotentRequest,
  invoiceRun,
  invoiceRunItem,
  mailCount,
  operatorSession,
  operatorSignIn,
  outbox,
  passwordReset,
  session,
  signInAttempt,
  signup,
  usedChallenge,
} from '../schema/schema.ts';

export function automationStore({ orm: db }: Database): AutomationStore {
  return {
    async expire(nowMs) {
      const [signups, sessions] = await db.batch([
        db.delete(signup).where(lte(signup.expiresAtMs, nowMs - GRACE_MS)),
        db.delete(session).where(lte(session.expiresAtMs, nowMs)),
        db.delete(passwordReset).where(lte(passwordReset.expiresAtMs, nowMs - GRACE_MS)),
        db.delete(emailChange).where(lte(emailChange.expiresAtMs, nowMs - GRACE_MS)),
        db.delete(operatorSession).where(lte(operatorSession.expiresAtMs, nowMs)),
        db.delete(operatorSignIn).where(lte(operatorSignIn.expiresAtMs, nowMs)),
        db.delete(usedChallenge).where(lte(usedChallenge.expiresAtMs, nowMs)),
        db.delete(idempotentRequest).where(lte(idempotentRequest.expiresAtMs, nowMs)),
        db.delete(mailCount).where(lt(mailCount.day, mailDay(nowMs))),
        db.delete(signInAttempt).where(lte(signInAttempt.lastAtMs, nowMs - ATTEMPTS_REMEMBERED_MS)),
      ]);
      return { signups: signups.meta.changes, sessions: sessions.meta.changes };
    },
    async record(run) {
      await db.insert(automationRun).values(run);
    },
    async since(query) {
      const { run, stopped, ...rest } = await db.get<SinceRow>(sinceStatement(query));
      const executed = run === null ? null : (JSON.parse(run) as SinceRun); // as the statement below makes it
      return { ...rest, stopped: stopped === 1, run: executed };
    },
    async retryFailedTasks(nowMs) {
      const { meta } = await db
        .update(outbox)
        .set({ state: 'pending', dueAtMs: nowMs, attempts: 0 })
        .where(
          and(
            eq(outbox.state, 'failed'),
            notInArray(outbox.lastError, HOPELESS),
            or(
              ne(outbox.kind, 'send_letter'),
              eq(outbox.priority, 1),
              gt(outbox.createdAtMs, nowMs - LINK_VALID_MS),
            ),
          ),
        );
      return meta.changes;
    },
    async forgetDoneTasks(beforeMs, limit) {
      // By the index of what is due, which has when the last claim ran out. No id comes again: they are random, but for a
      // delivery's, which is made in the commit that claims its invoice.
      const { meta } = await db.run(
        sql`DELETE FROM ${outbox} WHERE id IN (SELECT id FROM ${outbox}
            WHERE state IN ('done', 'dismissed') AND priority IN (0, 1) AND due_at_ms < ${beforeMs} LIMIT ${limit})`,
      );
      return meta.changes;
    },
  };
}

type SinceRun = NonNullable<SinceAutomation['run']>;
interface SinceRow extends Omit<SinceAutomation, 'stopped' | 'run'> {
  readonly stopped: 0 | 1;
  readonly run: string | null;
}

/** Events of one kind that are read back to the automation: it is a day old at most, or late, which is told first. */
const EVENTS_READ = 500;

function sinceStatement({ startedAtMs, finishedAtMs, month, system }: SinceQuery): SQL {
  const newest = (action: string) =>
    sql`SELECT at_ms, subject_id FROM ${auditEvent} WHERE action = ${action} ORDER BY id DESC LIMIT ${EVENTS_READ}`;
  const mended = (action: string) =>
    sql`SELECT max(at_ms) AS at_ms FROM (${newest(action)}) WHERE at_ms >= ${startedAtMs}`;
  return sql`SELECT
      (SELECT count(*) FROM ${client} WHERE state IN ('provisioning', 'provisioning_failed')
        AND created_at_ms <= ${finishedAtMs}) AS waiting,
      (SELECT max(event.at_ms) FROM (${newest('client_enrolled')}) AS event
        JOIN ${client} AS enrolled ON enrolled.id = event.subject_id
        WHERE event.at_ms >= ${startedAtMs} AND enrolled.created_at_ms <= ${finishedAtMs}) AS enrolledAtMs,
      (SELECT count(*) FROM ${outbox} WHERE created_at_ms <= ${finishedAtMs}
        AND (state = 'failed' OR (state = 'pending' AND last_error <> ''))) AS failing,
      (SELECT max(at_ms) FROM (${mended('letter_sent_again')} UNION ALL ${mended('letter_dismissed')}
        UNION ALL ${mended('delivery_restarted')})) AS mendedAtMs,
      EXISTS (SELECT 1 FROM ${billingStop} WHERE system = ${system}) AS stopped,
      (${mended('billing_resumed')}) AS resumedAtMs,
      (SELECT json_object('executedAtMs', executed_at_ms, 'parked', (SELECT count(*) FROM ${invoiceRunItem} AS item
          WHERE item.run_id = newest.id AND item.outcome = 'parked'))
        FROM (SELECT id, executed_at_ms FROM ${invoiceRun} WHERE month = ${month} AND state = 'executed'
          ORDER BY id DESC LIMIT 1) AS newest
        WHERE executed_at_ms >= ${startedAtMs}) AS run`;
}

/** Refusals that another day does not change. */
const HOPELESS = ['mail_rejected_address', 'letter_unreadable', 'invoice_missing'];

/** Expired links are remembered for a week, so that whoever opens one late is told so and can have a fresh one. */
const GRACE_MS = 7 * 24 * 3_600_000;
