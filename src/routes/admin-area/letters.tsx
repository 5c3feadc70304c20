import { Hono } from 'hono';
import { z } from 'zod';
import { isId } from '#core/ids.ts';
import { refusedAgain } from '#core/letter-again.ts';
import { dismissLetter, sendLetterAgain } from '#usecases/outbox/mend-letter.ts';
import { LettersPage } from '#views/admin/letters-page.tsx';
import type { AppEnv } from '../app-env.ts';
import { actorOf } from './actor-of.ts';
import { adminFrameOf } from './admin-frame.ts';
import { pageUrl } from './page-url.ts';
import { refuse } from './refuse.tsx';
import { requireOperator } from './require-operator.ts';

const PAGE_LETTERS = 50;
const change = requireOperator('change');

/** What cannot be read filters nothing: the page shows what it filters by. */
const query = z.object({
  state: z.enum(['failed', 'unknown']).optional().catch(undefined),
  before: z.string().catch(''),
  did: z.enum(['again', 'dismissed']).optional().catch(undefined),
});

export const adminLetters = new Hono<AppEnv>()
  .get('/admin/letters', requireOperator('read'), async (c) => {
    const { store, clock } = c.env.ports;
    const { state, before, did } = query.parse(c.req.query());
    const found = await store.operators.failedLetters({
      state,
      before: isId('outbox', before) ? before : undefined,
      limit: PAGE_LETTERS + 1,
    });
    const shown = found.slice(0, PAGE_LETTERS);
    const url = (place?: string) => pageUrl('/admin/letters', { state, before: place });
    const nowMs = clock.nowMs();
    return c.html(
      <LettersPage
        frame={adminFrameOf(c)}
        letters={shown.map((letter) => ({ ...letter, refused: refusedAgain(letter, nowMs) }))}
        state={state}
        did={did}
        firstUrl={before === '' ? '' : url()}
        nextUrl={found.length > PAGE_LETTERS ? url(shown.at(-1)?.id) : ''}
      />,
    );
  })
  .post('/admin/letters/:id/again', change, async (c) => {
    const sent = await sendLetterAgain(c.env.ports, c.req.param('id'), actorOf(c));
    return sent.ok ? c.redirect('/admin/letters?did=again', 303) : refuse(c, sent.error.reason);
  })
  .post('/admin/letters/:id/dismiss', change, async (c) => {
    const done = await dismissLetter(c.env.ports, c.req.param('id'), actorOf(c));
    return done.ok ? c.redirect('/admin/letters?did=dismissed', 303) : refuse(c, done.error.reason);
  });
