/**
 * ASSUMPTION: the vendor's usage pull is not publicly documented. Path, query and fields are ours, chosen
 * so that a client can be written against them; the rules of counting stand in `usage.ts`.
 */
import { Hono } from 'hono';
import { z } from 'zod';
import { adminOnly, type PanelEnv } from './authentication.ts';
import { notFound, page } from './envelopes.ts';
import { type Panel, serversEver } from './panel.ts';
import { validate } from './request-body.ts';
import { usageOf } from './usage.ts';

const isoTime = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const querySchema = z
  .object({
    user_id: z.string().regex(/^[0-9]+$/, 'The user id must be an integer.'),
    from: isoTime,
    to: isoTime,
  })
  .refine(({ from, to }) => !(to <= from), {
    path: ['to'],
    error: 'The to must be a date after from.',
  });

export function usageReportRoutes(panel: Panel): Hono<PanelEnv> {
  const routes = new Hono<PanelEnv>();
  routes.get('/usage/report', adminOnly(panel), (c) => {
    const query = validate(c, querySchema, c.req.query());
    if (!query.ok) return query.response;
    const { user_id, from: fromMs, to: toMs } = query.value;
    const user = panel.tables.users.get(Number(user_id));
    if (user === undefined) return notFound(c);
    const nowMs = panel.nowMs();
    const rows = serversEver(panel.tables, user.id).flatMap(
      (server) => usageOf(server, { fromMs, toMs }, nowMs) ?? [],
    );
    return page(c, panel, rows, (row) => row);
  });
  return routes;
}
