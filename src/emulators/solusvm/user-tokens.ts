/** Tokens for a user, minted by an administrator: lasting ones, and one-time ones for single sign-on. */
import { Hono } from 'hono';
import { z } from 'zod';
import { adminOnly, mintOneTimeToken, mintToken, type PanelEnv } from './authentication.ts';
import { notFound, one, timestamp } from './envelopes.ts';
import type { Panel } from './panel.ts';
import { readBody } from './request-body.ts';

const tokenSchema = z.object({ is_one_time: z.boolean().optional(), name: z.string().optional() });

export function userTokenRoutes(panel: Panel): Hono<PanelEnv> {
  const routes = new Hono<PanelEnv>();
  routes.post('/users/:id/tokens', adminOnly(panel), async (c) => {
    const user = panel.tables.users.get(Number(c.req.param('id')));
    if (user === undefined) return notFound(c);
    const asked = await readBody(c, tokenSchema);
    if (!asked.ok) return asked.response;
    if (!asked.value.is_one_time) {
      const access_token = mintToken(panel, user.id);
      return one(c, { access_token, token_type: 'Bearer', expires_at: null }, 201);
    }
    const [access_token, expiresAtMs] = mintOneTimeToken(panel, user.id);
    const expires_at = timestamp(expiresAtMs);
    return one(c, { access_token, token_type: 'Bearer', expires_at }, 201);
  });
  return routes;
}
