import type { Context } from 'hono';
import type { PanelEnv } from './authentication.ts';
import { isAdmin, type Panel, type PanelServer } from './panel.ts';

/** The live server a path names, if the caller may see it: their own, or any for an administrator. */
export function serverOf(c: Context<PanelEnv>, panel: Panel): PanelServer | null {
  const server = panel.tables.servers.get(Number(c.req.param('id')));
  if (server === undefined || server.deletedAtMs !== null) return null;
  const { caller } = c.var;
  return server.userId === caller.id || isAdmin(caller) ? server : null;
}
