/** Roles and permissions: the two built-in roles, which cannot be edited. */
import { Hono } from 'hono';
import { adminOnly, type PanelEnv } from './authentication.ts';
import { notFound, one, page } from './envelopes.ts';
import type { Panel, Role } from './panel.ts';

const PERMISSIONS = [
  'get applications',
  'get os images',
  'get locations',
  'resize servers',
  'manage users',
  'manage servers',
].map((name, index) => ({ id: index + 1, name }));

export function roleResource(role: Role) {
  return { id: role.id, name: role.name, is_default: role.isDefault };
}

export function roleRoutes(panel: Panel): Hono<PanelEnv> {
  const counted = (role: Role) => {
    const holders = [...panel.tables.users.values()].filter((u) => u.roleIds.includes(role.id));
    return { ...roleResource(role), users_count: holders.length };
  };
  const routes = new Hono<PanelEnv>();
  routes.get('/roles', adminOnly(panel), (c) => page(c, panel, panel.tables.roles, counted));
  routes.get('/roles/:id', adminOnly(panel), (c) => {
    const role = panel.tables.roles.find(({ id }) => id === Number(c.req.param('id')));
    return role === undefined ? notFound(c) : one(c, counted(role));
  });
  routes.get('/permissions', adminOnly(panel), (c) => page(c, panel, PERMISSIONS, (row) => row));
  return routes;
}
