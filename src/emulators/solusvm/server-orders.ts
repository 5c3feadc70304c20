/**
 * The two ways to order a server, which name the same things differently: `POST /servers` (plan, location,
 * os, project) and `POST /projects/{id}/servers` (plan_id, location_id, os_image_version_id).
 */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type PanelEnv, signedIn } from './authentication.ts';
import { type FieldErrors, invalid, notFound, one, refused } from './envelopes.ts';
import { isAdmin, type Panel, type PanelUser } from './panel.ts';
import { readBody } from './request-body.ts';
import { createServer, creationRefusal } from './server-creation.ts';
import { serverResource } from './server-resource.ts';
import { startTask } from './tasks.ts';

export const backupSettingsSchema = z.object({
  enabled: z.boolean(),
  schedule: z.unknown().optional(),
  limit: z.unknown().optional(),
});

const common = {
  name: z.string().min(1).max(255),
  description: z.string().optional(),
  fqdns: z.array(z.string()).optional(),
  backup_settings: backupSettingsSchema.optional(),
  additional_ip_count: z.int().min(0).max(100).optional(),
};
const orderSchema = z
  .object({
    ...common,
    plan: z.int(),
    location: z.int(),
    os: z.int().optional(),
    application: z.int().optional(),
    user: z.int().optional(),
    project: z.int().optional(),
  })
  .refine(hasSystem, { path: ['os'], error: 'The os is required without an application.' });
const projectOrderSchema = z
  .object({
    ...common,
    plan_id: z.int(),
    location_id: z.int(),
    os_image_version_id: z.int().optional(),
    application: z.int().optional(),
  })
  .refine((order) => hasSystem({ ...order, os: order.os_image_version_id }), {
    path: ['os_image_version_id'],
    error: 'The os image version id is required without an application.',
  });

export function serverOrderRoutes(panel: Panel): Hono<PanelEnv> {
  const routes = new Hono<PanelEnv>();
  routes.post('/servers', signedIn(panel), async (c) => {
    const body = await readBody(c, orderSchema);
    if (!body.ok) return body.response;
    const { user: userId, project: projectId, plan, location, os, ...rest } = body.value;
    const { caller } = c.var;
    const project = projectId === undefined ? undefined : panel.tables.projects.get(projectId);
    if (projectId !== undefined && project === undefined) {
      return invalid(c, { project: ['The selected project is invalid.'] });
    }
    const owner = panel.tables.users.get(userId ?? project?.ownerId ?? caller.id);
    if (owner === undefined) return invalid(c, { user: ['The selected user is invalid.'] });
    if (project !== undefined && project.ownerId !== owner.id) {
      return invalid(c, { project: ['The project belongs to another user.'] });
    }
    return order(c, panel, owner, {
      ...rest,
      projectId,
      plan: ['plan', plan],
      location: ['location', location],
      os: ['os', os],
    });
  });

  routes.post('/projects/:id/servers', signedIn(panel), async (c) => {
    const project = panel.tables.projects.get(Number(c.req.param('id')));
    const owner = project && panel.tables.users.get(project.ownerId);
    if (owner === undefined) return notFound(c);
    const body = await readBody(c, projectOrderSchema);
    if (!body.ok) return body.response;
    const { plan_id, location_id, os_image_version_id, ...rest } = body.value;
    return order(c, panel, owner, {
      ...rest,
      projectId: project?.id,
      plan: ['plan_id', plan_id],
      location: ['location_id', location_id],
      os: ['os_image_version_id', os_image_version_id],
    });
  });
  return routes;
}

/** A value with the name under which it came, which a refusal must use. */
type Named<T> = readonly [field: string, value: T];

interface Wish {
  readonly name: string;
  readonly projectId?: number | undefined;
  readonly description?: string | undefined;
  readonly fqdns?: string[] | undefined;
  readonly backup_settings?: z.output<typeof backupSettingsSchema> | undefined;
  readonly additional_ip_count?: number | undefined;
  readonly plan: Named<number>;
  readonly location: Named<number>;
  readonly os: Named<number | undefined>;
}

function order(c: Context<PanelEnv>, panel: Panel, owner: PanelUser, wish: Wish): Response {
  const { tables } = panel;
  const { caller } = c.var;
  if (owner.id !== caller.id && !isAdmin(caller)) {
    return refused(c, 403, 'This action is unauthorized.');
  }
  const refusal = creationRefusal(panel, owner);
  if (refusal !== null) return refused(c, 403, refusal);

  const plan = tables.plans.get(wish.plan[1]);
  const versions = tables.osImages.flatMap((image) => image.versions);
  const unknown: FieldErrors = {};
  const refuse = (field: string) => {
    unknown[field] = [`The selected ${field.replaceAll('_', ' ')} is invalid.`];
  };
  if (plan === undefined || !(plan.is_visible || isAdmin(caller))) refuse(wish.plan[0]);
  if (!tables.locations.some(({ id }) => id === wish.location[1])) refuse(wish.location[0]);
  const osId = wish.os[1];
  if (osId !== undefined && !versions.some(({ id }) => id === osId)) refuse(wish.os[0]);
  if (wish.backup_settings?.enabled && plan?.is_backup_available === false) {
    unknown['backup_settings.enabled'] = ['The plan offers no backups.'];
  }
  if (plan === undefined || Object.keys(unknown).length > 0) return invalid(c, unknown);

  const made = {
    owner,
    projectId: wish.projectId,
    plan,
    name: wish.name,
    locationId: wish.location[1],
    osImageVersionId: osId ?? null,
    backupSettings: wish.backup_settings,
    additionalIpCount: wish.additional_ip_count,
    description: wish.description,
    fqdns: wish.fqdns,
    createdAtMs: panel.nowMs(),
  };
  const server = createServer(panel, made, caller);
  startTask(panel, server, 'vm-create');
  return one(c, serverResource(panel, server), 201);
}

function hasSystem(order: { os?: number | undefined; application?: number | undefined }): boolean {
  return order.os !== undefined || order.application !== undefined;
}
