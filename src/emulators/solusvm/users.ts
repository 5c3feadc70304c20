import { type Context, Hono } from 'hono';
import { recordActivity } from './activity-logs.ts';
import { adminOnly, type PanelEnv } from './authentication.ts';
import { invalid, noContent, notFound, one, page, refused } from './envelopes.ts';
import { foldEmail, liveServers, type Panel, type PanelUser } from './panel.ts';
import { filterOf } from './query.ts';
import { readBody } from './request-body.ts';
import {
  changeUser,
  conflictsOf,
  createUser,
  newUserSchema,
  userChangeSchema,
} from './user-changes.ts';
import { userResource } from './user-resource.ts';

export function userRoutes(panel: Panel): Hono<PanelEnv> {
  const admin = adminOnly(panel);
  const resource = (user: PanelUser) => userResource(panel, user);
  const userOf = (c: Context) => panel.tables.users.get(Number(c.req.param('id')));

  const routes = new Hono<PanelEnv>();
  routes.get('/users', admin, (c) => {
    // A search, not an equality test: "ann@x.example" also finds "joann@x.example".
    const search = foldEmail(filterOf(c, 'search') ?? '');
    const status = filterOf(c, 'status');
    const found = [...panel.tables.users.values()].filter(
      (user) =>
        foldEmail(user.email).includes(search) && (status === undefined || user.status === status),
    );
    return page(c, panel, found, resource);
  });

  routes.get('/users/:id', admin, (c) => {
    const user = userOf(c);
    return user === undefined ? notFound(c) : one(c, resource(user));
  });

  routes.post('/users', admin, async (c) => {
    const given = await readBody(c, newUserSchema);
    if (!given.ok) return given.response;
    const conflicts = conflictsOf(panel, given.value, null);
    if (Object.keys(conflicts).length > 0) return invalid(c, conflicts);
    return one(c, resource(createUser(panel, given.value, panel.nowMs())), 201);
  });

  // The modules read send part of a user by PUT, too: both verbs change only what is named.
  routes.on(['PUT', 'PATCH'], '/users/:id', admin, async (c) => {
    const user = userOf(c);
    if (user === undefined) return notFound(c);
    const change = await readBody(c, userChangeSchema);
    if (!change.ok) return change.response;
    const conflicts = conflictsOf(panel, change.value, user.id);
    if (Object.keys(conflicts).length > 0) return invalid(c, conflicts);
    changeUser(panel, user, change.value);
    return one(c, resource(user));
  });

  routes.delete('/users/:id', admin, (c) => {
    const user = userOf(c);
    if (user === undefined) return notFound(c);
    if (user.id === c.var.caller.id) return refused(c, 409, 'You cannot delete yourself.');
    if (liveServers(panel.tables, user.id).length > 0) {
      return refused(c, 409, 'The user has servers.');
    }
    deleteUser(panel, user, c.var.caller);
    return noContent(c);
  });
  return routes;
}

function deleteUser(panel: Panel, user: PanelUser, caller: PanelUser): void {
  const { tables } = panel;
  tables.users.delete(user.id);
  tables.userIdsByEmail.delete(foldEmail(user.email));
  for (const { id, ownerId } of tables.projects.values()) {
    if (ownerId === user.id) tables.projects.delete(id);
  }
  recordActivity(panel, 'user_deleted', caller, { id: user.id, email: user.email });
}
