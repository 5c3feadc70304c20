/** Locations and operating systems: the least that creating a server needs. */
import { Hono } from 'hono';
import { type PanelEnv, signedIn } from './authentication.ts';
import { notFound, one, page } from './envelopes.ts';
import type { Panel } from './panel.ts';

export function catalogueRoutes(panel: Panel): Hono<PanelEnv> {
  const routes = new Hono<PanelEnv>();
  for (const [path, rows] of [
    ['/locations', () => panel.tables.locations],
    ['/os_images', () => panel.tables.osImages],
  ] as const) {
    routes.get(path, signedIn(panel), (c) => {
      const all: readonly { readonly id: number }[] = rows();
      return page(c, panel, all, (row) => row);
    });
    routes.get(`${path}/:id`, signedIn(panel), (c) => {
      const row = rows().find(({ id }) => id === Number(c.req.param('id')));
      return row === undefined ? notFound(c) : one(c, row);
    });
  }
  return routes;
}
