/** The disks of a server, and its performance graphs: a machine that is idle, since there is none. */
import { Hono } from 'hono';
import { type PanelEnv, signedIn } from './authentication.ts';
import { notFound, one, timestamp } from './envelopes.ts';
import { serverOf } from './own-server.ts';
import { currentPlan, isAdmin, type Panel } from './panel.ts';

const IDLE = { derivative: { read_kb: 0, write_kb: 0 } };
const GRAPHS = {
  cpu: { load_average: 0 },
  network: IDLE,
  disks: IDLE,
  memory: { memory: 0 },
} as const;
const POINTS = 5;
const POINT_EVERY_MS = 60_000;

export function serverFigureRoutes(panel: Panel): Hono<PanelEnv> {
  const routes = new Hono<PanelEnv>();
  routes.get('/servers/:id/disks', signedIn(panel), (c) => {
    const server = serverOf(c, panel);
    if (server === null) return notFound(c);
    const path = `/var/lib/libvirt/images/${server.uuid}`;
    const disk = {
      id: server.id,
      is_primary: true,
      name: 'disk',
      size: currentPlan(server).params.disk,
      actual_size: 1,
      path,
      full_path: `${path}/disk.qcow2`,
      storage: { id: 1, name: 'storage' },
      offer: null,
    };
    return one(c, [disk]);
  });

  for (const [graph, point] of Object.entries(GRAPHS)) {
    routes.get(`/usage/${graph}/:uuid`, signedIn(panel), (c) => {
      const { caller } = c.var;
      const server = [...panel.tables.servers.values()].find(
        ({ uuid, deletedAtMs }) => uuid === c.req.param('uuid') && deletedAtMs === null,
      );
      if (server === undefined || (server.userId !== caller.id && !isAdmin(caller))) {
        return notFound(c);
      }
      const items = Array.from({ length: POINTS }, (_, index) => ({
        time: timestamp(panel.nowMs() - (POINTS - index) * POINT_EVERY_MS),
        ...point,
      }));
      return one(c, { items });
    });
  }
  return routes;
}
