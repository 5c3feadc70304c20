import { Hono } from 'hono';
import { z } from 'zod';
import { type PanelEnv, signedIn } from './authentication.ts';
import { notFound, one, page } from './envelopes.ts';
import { announce } from './events.ts';
import { serverOf } from './own-server.ts';
import { isAdmin, liveServers, type Panel, type PanelServer } from './panel.ts';
import { filterOf } from './query.ts';
import { readBody } from './request-body.ts';
import { deleteServer } from './server-creation.ts';
import { backupSettingsSchema } from './server-orders.ts';
import { serverResource } from './server-resource.ts';
import { COMPUTE_RESOURCE_ID, startTask } from './tasks.ts';

const changeSchema = z.object({
  name: z.string().min(1).max(255).optional(),
  description: z.string().optional(),
  fqdns: z.array(z.string()).optional(),
  boot_mode: z.enum(['disk', 'rescue']).optional(),
  backup_settings: backupSettingsSchema.optional(),
});

export function serverRoutes(panel: Panel): Hono<PanelEnv> {
  const resource = (server: PanelServer) => serverResource(panel, server);
  const routes = new Hono<PanelEnv>();

  routes.get('/servers', signedIn(panel), (c) => {
    const { caller } = c.var;
    const userId = isAdmin(caller) ? filterOf(c, 'user_id') : String(caller.id);
    const status = filterOf(c, 'status');
    const type = filterOf(c, 'virtualization_type');
    const resourceId = filterOf(c, 'compute_resource_id');
    const candidates =
      userId === undefined
        ? [...panel.tables.servers.values()].filter((server) => server.deletedAtMs === null)
        : liveServers(panel.tables, Number(userId));
    const found = candidates
      .filter((server) => status === undefined || resource(server).status === status)
      .filter(() => type === undefined || type === 'kvm')
      .filter(() => resourceId === undefined || Number(resourceId) === COMPUTE_RESOURCE_ID);
    return page(c, panel, found, resource);
  });

  routes.get('/servers/:id', signedIn(panel), (c) => {
    const server = serverOf(c, panel);
    return server === null ? notFound(c) : one(c, resource(server));
  });

  routes.patch('/servers/:id', signedIn(panel), async (c) => {
    const server = serverOf(c, panel);
    if (server === null) return notFound(c);
    const change = await readBody(c, changeSchema);
    if (!change.ok) return change.response;
    const { name, description, fqdns, boot_mode, backup_settings } = change.value;
    server.name = name ?? server.name;
    server.description = description ?? server.description;
    server.fqdns = fqdns ?? server.fqdns;
    server.bootMode = boot_mode ?? server.bootMode;
    server.backupSettings = { ...server.backupSettings, ...backup_settings };
    announce(panel, 'server_changed', server);
    return one(c, resource(server));
  });

  routes.delete('/servers/:id', signedIn(panel), (c) => {
    const server = serverOf(c, panel);
    if (server === null) return notFound(c);
    deleteServer(panel, server, c.var.caller);
    return one(c, startTask(panel, server, 'vm-delete'));
  });
  return routes;
}
