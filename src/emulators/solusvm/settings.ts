/** Only the part of the settings that billing touches. */
import { Hono } from 'hono';
import { z } from 'zod';
import { adminOnly, type PanelEnv } from './authentication.ts';
import { one } from './envelopes.ts';
import type { Panel } from './panel.ts';
import { readBody } from './request-body.ts';

const settingsSchema = z.object({
  billing_integration: z
    .object({
      type: z.string().nullable().optional(),
      drivers: z
        .object({
          whmcs: z.object({ url: z.url().optional(), token: z.string().optional() }).optional(),
        })
        .optional(),
    })
    .optional(),
});

export function settingsRoutes(panel: Panel): Hono<PanelEnv> {
  const routes = new Hono<PanelEnv>();
  routes.get('/settings', adminOnly(panel), (c) => one(c, panel.tables.settings));
  routes.patch('/settings', adminOnly(panel), async (c) => {
    const change = await readBody(c, settingsSchema);
    if (!change.ok) return change.response;
    const { billing_integration: wanted } = change.value;
    const current = panel.tables.settings.billing_integration;
    if (wanted?.type !== undefined) current.type = wanted.type;
    const { whmcs } = current.drivers;
    whmcs.url = wanted?.drivers?.whmcs?.url ?? whmcs.url;
    whmcs.token = wanted?.drivers?.whmcs?.token ?? whmcs.token;
    return one(c, panel.tables.settings);
  });
  return routes;
}
