/** Projects. Each user has one from the start, and is the only member of those they own; there are no invitations here. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type PanelEnv, signedIn } from './authentication.ts';
import { noContent, notFound, one, page, refused } from './envelopes.ts';
import {
  isAdmin,
  liveServers,
  nextId,
  type Panel,
  type PanelServer,
  type PanelUser,
  type Project,
} from './panel.ts';
import { filterOf } from './query.ts';
import { readBody } from './request-body.ts';
import { serverResource } from './server-resource.ts';
import { TOKEN_PRICING } from './token-pricing.ts';
import { userReference } from './user-resource.ts';

const changeSchema = z.object({
  name: z.string().min(1).max(255).optional(),
  description: z.string().optional(),
});
const newProjectSchema = changeSchema.required({ name: true });

export function projectRoutes(panel: Panel): Hono<PanelEnv> {
  const routes = new Hono<PanelEnv>();
  routes.get('/projects', signedIn(panel), (c) => {
    const search = (filterOf(c, 'search') ?? '').toLowerCase();
    const seen = [...panel.tables.projects.values()].filter(
      (project) => isSeen(project, c.var.caller) && project.name.toLowerCase().includes(search),
    );
    return page(c, panel, seen, (project) => resource(panel, project, c.var.caller));
  });

  routes.post('/projects', signedIn(panel), async (c) => {
    const { caller } = c.var;
    const body = await readBody(c, newProjectSchema);
    if (!body.ok) return body.response;
    // Documented: neither a locked nor a suspended user makes projects.
    if (caller.status !== 'active') return refused(c, 403, `The account is ${caller.status}.`);
    const id = nextId(panel.tables, 'project');
    const { name, description = '' } = body.value;
    const project = { id, name, description, ownerId: caller.id };
    panel.tables.projects.set(id, project);
    return one(c, resource(panel, project, caller), 201);
  });

  routes.get('/projects/:id', signedIn(panel), (c) => {
    const project = projectOf(c, panel);
    return project === null ? notFound(c) : one(c, resource(panel, project, c.var.caller));
  });

  routes.on(['PUT', 'PATCH'], '/projects/:id', signedIn(panel), async (c) => {
    const project = projectOf(c, panel);
    if (project === null) return notFound(c);
    const change = await readBody(c, changeSchema);
    if (!change.ok) return change.response;
    project.name = change.value.name ?? project.name;
    project.description = change.value.description ?? project.description;
    return one(c, resource(panel, project, c.var.caller));
  });

  routes.delete('/projects/:id', signedIn(panel), (c) => {
    const project = projectOf(c, panel);
    if (project === null) return notFound(c);
    if (isDefault(panel, project)) return refused(c, 409, 'The default project stays.');
    if (serversIn(panel, project).length > 0) return refused(c, 409, 'The project has servers.');
    panel.tables.projects.delete(project.id);
    return noContent(c);
  });

  routes.get('/projects/:id/servers', signedIn(panel), (c) => {
    const project = projectOf(c, panel);
    if (project === null) return notFound(c);
    return page(c, panel, serversIn(panel, project), (server) => serverResource(panel, server));
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

function isDefault(panel: Panel, project: Project): boolean {
  return panel.tables.users.get(project.ownerId)?.projectId === project.id;
}

function serversIn(panel: Panel, project: Project): PanelServer[] {
  const servers = liveServers(panel.tables, project.ownerId);
  return servers.filter(({ projectId }) => projectId === project.id);
}

function resource(panel: Panel, project: Project, caller: PanelUser) {
  return {
    id: project.id,
    name: project.name,
    description: project.description,
    members: 1,
    is_owner: project.ownerId === caller.id,
    is_default: isDefault(panel, project),
    owner: userReference(panel, project.ownerId),
    servers: serversIn(panel, project).length,
    token_pricing: TOKEN_PRICING,
  };
}
