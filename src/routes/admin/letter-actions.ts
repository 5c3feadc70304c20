import { Hono } from 'hono';
import { z } from 'zod';
import {
  dismissLetter,
  type LetterRefusal,
  sendLetterAgain,
} from '#usecases/outbox/mend-letter.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import { boundedBody } from '../bounded-body.ts';
import { problem } from '../problem.ts';
import { malformed } from './malformed.ts';
import { refusalProblem } from './refusal-problem.ts';
import { signedBody } from './signed-request.ts';

const ofLetter = z.object({ letterId: z.string().max(64) });

/** What an operator does about a letter that did not go out. */
export const letterActions = new Hono<AppEnv>().post(
  '/admin/letter-actions',
  boundedBody,
  async (c) => {
    const request = await signedBody(c, ['send_letter_again', 'dismiss_letter']);
    if (!request.ok) return request.error;
    const { action, fields, kid } = request.value;
    const parsed = ofLetter.safeParse(fields);
    if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
    const { letterId } = parsed.data;
    const mend = action === 'send_letter_again' ? sendLetterAgain : dismissLetter;
    const mended = await mend(c.env.ports, letterId, `admin:${kid}`);
    return mended.ok ? c.json({ ok: true, letterId }) : letterProblem(c, mended.error);
  },
);

/** A refusal to mend a letter as a problem document. */
export function letterProblem(c: AppContext, { reason }: LetterRefusal): Response {
  const [status, sentence] = REFUSALS[reason];
  return problem(c, status, reason, sentence);
}

const REFUSALS: Readonly<Record<LetterRefusal['reason'], readonly [404 | 409, string]>> = {
  letter_unknown: [404, 'There is no letter with this id.'],
  letter_not_failed: [409, 'This letter is sent, on its way, or dismissed.'],
  letter_outcome_unknown: [409, 'It may have arrived, and is not kept: it cannot be sent again.'],
  letter_unreadable: [409, 'It was sealed under another APP_SECRET, and cannot be opened.'],
  letter_link_expired: [409, 'The link in it works no longer. Its reader can ask for a fresh one.'],
};
