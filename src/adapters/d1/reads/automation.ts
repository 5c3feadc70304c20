import { and, eq, gt, lt, lte, ne, notInArray, or, sql } from 'drizzle-orm';
import { LINK_VALID_MS } from '#core/enrolment/link.ts';
import { ATTEMPTS_REMEMBERED_MS } from '#core/sign-in/attempt-limits.ts';
import { mailDay } from '#core/sign-in/stranger-mail.ts';
import type { AutomationStore } from '#ports/store.ts';
import type { Database } from '../database.ts';
import {
  automationRun,
  emailChange,
  idempotentRequest,
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
            WHERE state = 'done' AND priority IN (0, 1) AND due_at_ms < ${beforeMs} LIMIT ${limit})`,
      );
      return meta.changes;
    },
  };
}

/** Refusals that another day does not change. */
const HOPELESS = ['mail_rejected_address', 'letter_unreadable', 'invoice_missing'];

/** Expired links are remembered for a week, so that whoever opens one late is told so and can have a fresh one. */
const GRACE_MS = 7 * 24 * 3_600_000;
