import { Hono } from 'hono';
import { z } from 'zod';
import { type ClientId, isId, type RunId } from '#core/ids.ts';
import { parseMonth } from '#core/month.ts';
import { type CutOverAnswer, cutBack, cutOver } from '#usecases/moving/cut-over.ts';
import type { AppEnv } from '../app-env.ts';
import { boundedBody } from '../bounded-body.ts';
import { malformed } from './malformed.ts';
import { movingProblem } from './moving-problem.ts';
import { pageLimit } from './page-limit.ts';
import { refusalProblem } from './refusal-problem.ts';
import { signedBearer, signedBody } from './signed-request.ts';

/** Bound as one parameter, decided in one reading. */
const MOST_CLIENTS = 200;

const clientIds = z
  .array(z.custom<ClientId>((value) => typeof value === 'string' && isId('client', value)))
  .min(1)
  .max(MOST_CLIENTS);
const backFields = z.object({ clientIds });
const overFields = backFields.extend({
  from: z.string(),
  equalIn: z.custom<RunId>((value) => typeof value === 'string' && isId('run', value)).optional(),
});

/** Which of the clients who came from the add-on before us are billed here, and from which month on. */
export const cutOvers = new Hono<AppEnv>()
  .post('/admin/cut-overs', boundedBody, async (c) => {
    const request = await signedBody(c, ['cut_over', 'cut_back']);
    if (!request.ok) return request.error;
    const { ports } = c.env;
    const { action, kid, fields } = request.value;
    const actor = `admin:${kid}`;
    if (action === 'cut_back') {
      const parsed = backFields.safeParse(fields);
      if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
      return c.json(answerJson(await cutBack(ports, { ...parsed.data, actor })));
    }
    const parsed = overFields.safeParse(fields);
    if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
    const from = parseMonth(parsed.data.from);
    if (!from.ok) return refusalProblem(c, from.error);
    const cut = await cutOver(ports, { ...parsed.data, from: from.value, actor });
    return cut.ok ? c.json(answerJson(cut.value)) : movingProblem(c, cut.error);
  })
  /** Imported clients in order of id; `next` is the `after` of the page that follows, or null. */
  .get('/admin/cut-overs', async (c) => {
    const request = await signedBearer(c);
    if (!request.ok) return request.error;
    const limit = pageLimit(c.req.query('limit'), 500);
    if (limit === undefined) return refusalProblem(c, { reason: 'limit_malformed', most: 500 });
    const rows = await c.env.ports.store.moving.clients(c.req.query('after') ?? '', limit + 1);
    const page = rows.slice(0, limit);
    return c.json({
      clients: page.map(({ importedAtMs, invitedAtMs, billedFrom, email, ...row }) => ({
        ...row,
        clientEmail: email,
        billedFrom: billedFrom || null,
        importedAt: new Date(importedAtMs).toISOString(),
        invitedAt: invitedAtMs ? new Date(invitedAtMs).toISOString() : null,
      })),
      next: rows.length > limit ? (page.at(-1)?.clientId ?? null) : null,
    });
  });

/** `changed` and `unchanged` are as wanted; every other client stays, with the reason. */
function answerJson(answers: readonly CutOverAnswer[]) {
  return {
    clients: answers.map(({ clientId, outcome }) => ({
      clientId,
      outcome: outcome === 'change' ? 'changed' : outcome,
    })),
  };
}
