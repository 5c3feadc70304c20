/** Each user has one project of their own, and is its only member. */
import { type Context, Hono } from 'hono';
import { type PanelEnv, signedIn } from './authentication.ts';
import { notFound, one, page } from './envelopes.ts';
import { isAdmin, liveServers, type Panel, type PanelUser, type Project } from './panel.ts';
import { serverResource } from './server-resource.ts';
import { userReference } from './user-resource.ts';

export function projectRoutes(panel: Panel): Hono<PanelEnv> {
  const routes = new Hono<PanelEnv>();
  routes.get('/projects', signedIn(panel), (c) => {
    const seen = [...panel.tables.projects.values()].filter((project) =>
      isSeen(project, c.var.caller),
    );
    return page(c, panel, seen, (project) => resource(panel, project, c.var.caller));
  });

  routes.get('/projects/:id', signedIn(panel), (c) => {
    const project = projectOf(c, panel);
    return project === null ? notFound(c) : one(c, resource(panel, project, c.var.caller));
  });

  routes.get('/projects/:id/servers', signedIn(panel), (c) => {
    const project = projectOf(c, panel);
    if (project === null) return notFound(c);
    const servers = liveServers(panel.tables, project.ownerId);
    return page(c, panel, servers, (server) => serverResource(panel, server));
  });

  routes.get('/projects/:id/members', signedIn(panel), (c) => {
    const project = projectOf(c, panel);
    if (project === null) return notFound(c);
    return page(c, panel, [project.ownerId], (ownerId) => userReference(panel, ownerId));
  });
  return routes;
}

function projectOf(c: Context<PanelEnv>, panel: Panel): Project | null {
  const project = panel.tables.projects.get(Number(c.req.param('id')));
  return project !== undefined && isSeen(project, c.var.caller) ? project : null;
}

function isSeen(project: Project, caller: PanelUser): boolean {
  return project.ownerId === caller.id || isAdmin(caller);
}

function resource(panel: Panel, project: Project, caller: PanelUser) {
  return {
    id: project.id,
    name: project.name,
    description: '',
    members: 1,
    is_owner: project.ownerId === caller.id,
    is_default: true,
    owner: userReference(panel, project.ownerId),
    servers: liveServers(panel.tables, project.ownerId).length,
  };
}
