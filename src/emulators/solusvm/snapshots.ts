/** Snapshots of servers. Paths, fields and statuses are confirmed; the name of the task that reverts to one is assumed. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type PanelEnv, signedIn } from './authentication.ts';
import { notFound, one, refused, timestamp } from './envelopes.ts';
import { serverOf } from './own-server.ts';
import {
  currentPlan,
  isAdmin,
  nextId,
  type Panel,
  type PanelServer,
  type Snapshot,
} from './panel.ts';
import { readBody } from './request-body.ts';
import { startTask } from './tasks.ts';

const newSnapshotSchema = z.object({ name: z.string().min(1).max(255) });

export function snapshotRoutes(panel: Panel): Hono<PanelEnv> {
  const resource = (snapshot: Snapshot) => snapshotResource(panel, snapshot);
  const routes = new Hono<PanelEnv>();
  routes.post('/servers/:id/snapshots', signedIn(panel), async (c) => {
    const server = serverOf(c, panel);
    if (server === null) return notFound(c);
    const body = await readBody(c, newSnapshotSchema);
    if (!body.ok) return body.response;
    if (!currentPlan(server).is_snapshots_enabled) {
      return refused(c, 422, 'The plan offers no snapshots.');
    }
    startTask(panel, server, 'snapshot-create');
    const snapshot = {
      id: nextId(panel.tables, 'snapshot'),
      serverId: server.id,
      name: body.value.name,
      createdAtMs: panel.nowMs(),
      readyAtMs: server.busyUntilMs,
    };
    panel.tables.snapshots.set(snapshot.id, snapshot);
    return one(c, resource(snapshot), 201);
  });

  routes.get('/snapshots/:id', signedIn(panel), (c) => {
    const found = snapshotOf(c, panel);
    return found === null ? notFound(c) : one(c, resource(found.snapshot));
  });

  routes.post('/snapshots/:id/revert', signedIn(panel), (c) => {
    const found = snapshotOf(c, panel);
    return found === null ? notFound(c) : one(c, startTask(panel, found.server, 'snapshot-revert'));
  });

  routes.delete('/snapshots/:id', signedIn(panel), (c) => {
    const found = snapshotOf(c, panel);
    if (found === null) return notFound(c);
    panel.tables.snapshots.delete(found.snapshot.id);
    return one(c, startTask(panel, found.server, 'snapshot-delete'));
  });
  return routes;
}

/** A snapshot of a live server that the caller may see. */
function snapshotOf(
  c: Context<PanelEnv>,
  panel: Panel,
): { snapshot: Snapshot; server: PanelServer } | null {
  const snapshot = panel.tables.snapshots.get(Number(c.req.param('id')));
  const server = snapshot && panel.tables.servers.get(snapshot.serverId);
  if (snapshot === undefined || server === undefined || server.deletedAtMs !== null) return null;
  const { caller } = c.var;
  return server.userId === caller.id || isAdmin(caller) ? { snapshot, server } : null;
}

function snapshotResource(panel: Panel, snapshot: Snapshot) {
  return {
    id: snapshot.id,
    name: snapshot.name,
    size: 1,
    status: panel.nowMs() < snapshot.readyAtMs ? 'processing' : 'available',
    created_at: timestamp(snapshot.createdAtMs),
  };
}
