import { type Context, Hono } from 'hono';
import { type PanelEnv, signedIn } from './authentication.ts';
import { deleteBackups } from './backup-deletion.ts';
import { noContent, notFound, one, page, refused, timestamp } from './envelopes.ts';
import { serverOf } from './own-server.ts';
import { type Backup, currentPlan, isAdmin, nextId, type Panel } from './panel.ts';
import { startTask } from './tasks.ts';

export function backupRoutes(panel: Panel): Hono<PanelEnv> {
  const routes = new Hono<PanelEnv>();
  routes.get('/servers/:id/backups', signedIn(panel), (c) => {
    const server = serverOf(c, panel);
    if (server === null) return notFound(c);
    const all = [...panel.tables.backups.values()];
    return page(c, panel, all.filter(({ serverId }) => serverId === server.id).reverse(), resource);
  });

  routes.post('/servers/:id/backups', signedIn(panel), (c) => {
    const server = serverOf(c, panel);
    if (server === null) return notFound(c);
    if (!currentPlan(server).is_backup_available) {
      return refused(c, 422, 'The plan offers no backups.');
    }
    const id = nextId(panel.tables, 'backup');
    const backup = { id, serverId: server.id, createdAtMs: panel.nowMs() };
    panel.tables.backups.set(id, backup);
    startTask(panel, server, 'backup-create');
    return one(c, resource(backup), 201);
  });

  routes.get('/backups/:id', signedIn(panel), (c) => {
    const backup = backupOf(c, panel);
    return backup === null ? notFound(c) : one(c, resource(backup));
  });

  routes.delete('/backups/:id', signedIn(panel), (c) => {
    const backup = backupOf(c, panel);
    const server = backup && panel.tables.servers.get(backup.serverId);
    if (server == null) return notFound(c);
    deleteBackups(panel, server, c.var.caller, panel.nowMs(), ({ id }) => id === backup?.id);
    return noContent(c);
  });

  routes.post('/backups/:id/restore', signedIn(panel), (c) => {
    const backup = backupOf(c, panel);
    const server = backup && panel.tables.servers.get(backup.serverId);
    return server == null ? notFound(c) : one(c, startTask(panel, server, 'backup-restore'));
  });
  return routes;
}

/** A backup of a live server that the caller may see. */
function backupOf(c: Context<PanelEnv>, panel: Panel): Backup | null {
  const backup = panel.tables.backups.get(Number(c.req.param('id')));
  const server = backup && panel.tables.servers.get(backup.serverId);
  if (backup === undefined || server === undefined || server.deletedAtMs !== null) return null;
  return server.userId === c.var.caller.id || isAdmin(c.var.caller) ? backup : null;
}

function resource(backup: Backup) {
  return {
    id: backup.id,
    type: 'full',
    creation_method: 'manual',
    status: 'created',
    size: 1,
    created_at: timestamp(backup.createdAtMs),
  };
}
