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
    user_id: z
      .string()
      .regex(/^[0-9]+$/, 'The user id must be an integer.')
      .optional(),
    user_ids: z
      .string()
      .regex(/^[0-9]+(,[0-9]+)*$/, 'The user ids must be integers separated by commas.')
      .optional(),
    from: isoTime,
    to: isoTime,
  })
  .refine(({ user_id, user_ids }) => (user_id === undefined) !== (user_ids === undefined), {
    path: ['user_id'],
    error: 'The user id field is required.',
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
    const { user_id, user_ids, from: fromMs, to: toMs } = query.value;
    const ids = (user_ids ?? user_id ?? '').split(',').map(Number);
    const users = ids.map((id) => panel.tables.users.get(id));
    if (users.includes(undefined)) return notFound(c);
    const nowMs = panel.nowMs();
    const rows = ids.flatMap((id) =>
      serversEver(panel.tables, id).flatMap((server) => {
        const usage = usageOf(server, { fromMs, toMs }, nowMs);
        return usage ? [user_ids === undefined ? usage : { user_id: id, ...usage }] : [];
      }),
    );
    return page(c, panel, rows, (row) => row);
  });
  return routes;
}
