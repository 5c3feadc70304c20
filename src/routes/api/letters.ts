// Letters that did not go out. The letters themselves are sealed, and are nobody's to read.
import { createRoute, z } from '@hono/zod-openapi';
import { type Id, isId } from '#core/ids.ts';
import { refusedAgain } from '#core/letter-again.ts';
import type { FailedLetterState, StoredLetter } from '#ports/operator-letters.ts';
import { sendLetterAgain } from '#usecases/outbox/mend-letter.ts';
import { letterProblem } from '../admin/letter-actions.ts';
import { answers, forScope, refusals } from './answers.ts';
import { asProblem, plain } from './api-problem.ts';
import { iso, isoOrNull } from './instants.ts';
import { newResource } from './new-resource.ts';
import { once, onceHeaders } from './once.ts';
import { firstOf, noQuery, pageOfFound, pageQuery, positionOf } from './paging.ts';
import { pageOf } from './schemas/common.ts';
import { done } from './schemas/invoice.ts';
import { failedLetter, letterId } from './schemas/letter.ts';

const tags = ['Letters'];

const listLetters = createRoute({
  method: 'get',
  path: '/api/v1/letters',
  operationId: 'listFailedLetters',
  summary: 'Letters that did not go out, newest first',
  description: 'Given up, or nobody knows. The daily automation tries most that were given up.',
  tags,
  ...forScope('read:clients'),
  request: {
    query: z.strictObject({ state: z.enum(['failed', 'unknown']).optional(), ...pageQuery }),
  },
  responses: {
    ...answers(200, 'A page of letters.', pageOf('FailedLetter', failedLetter)),
    ...refusals(),
  },
});

const resendLetter = createRoute({
  method: 'post',
  path: '/api/v1/letters/{id}/resend',
  operationId: 'resendLetter',
  summary: 'Sends one letter again that was given up',
  description: 'The same letter, to the same address.',
  tags,
  ...forScope('write:automation'),
  request: { params: z.object({ id: letterId }), query: noQuery, headers: onceHeaders },
  responses: {
    ...answers(200, 'It is due again, and goes out within minutes.', done),
    ...refusals(
      {
        404: ['letter_unknown'],
        409: [
          'letter_not_failed',
          'letter_outcome_unknown',
          'letter_unreadable',
          'letter_link_expired',
        ],
      },
      { writes: true },
    ),
  },
});

export const letters = newResource();

letters.openapi(listLetters, async (c) => {
  const { limit, cursor, state } = c.req.valid('query');
  const position = positionOf(c, 'letters', cursor, [(part) => isId('outbox', part)]);
  if (!position.ok) return position.error;
  const [before] = position.value ?? [];
  const { store, clock } = c.env.ports;
  const rows = await store.operators.failedLetters({
    limit: limit + 1,
    state,
    before: before as Id<'outbox'> | undefined, // the cursor was checked
  });
  const nowMs = clock.nowMs();
  const toJson = (letter: StoredLetter) => letterJson(letter, nowMs);
  return c.json(
    pageOfFound('letters', firstOf(rows, limit), toJson, ({ id }) => [id]),
    200,
  );
});

letters.openapi(resendLetter, (c) =>
  once(c, async () => {
    const sent = await sendLetterAgain(c.env.ports, c.req.valid('param').id, c.var.caller.actor);
    return sent.ok
      ? c.json({ ok: true as const }, 200)
      : asProblem(letterProblem(plain(c), sent.error));
  }),
);

function letterJson(letter: StoredLetter, nowMs: number) {
  const { id, topic, subjectId, clientId, email, state, attempts, lastError } = letter;
  return {
    id,
    topic,
    subjectId,
    clientId,
    clientEmail: email,
    state: state as FailedLetterState, // of the list, which has no others
    attempts,
    lastError,
    writtenAt: iso(letter.writtenAtMs),
    since: isoOrNull(letter.sinceMs),
    again: refusedAgain(letter, nowMs) ?? null,
  };
}
