import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { adminOnly, type PanelEnv, signedIn } from './authentication.ts';
import { noContent, notFound, one, page, refused } from './envelopes.ts';
import { plan as completePlan } from './initial-tables.ts';
import { currentPlan, isAdmin, nextId, type Panel, type Plan } from './panel.ts';
import { planLimitsSchema, withLimits } from './plan-limits.ts';
import { planParamsSchema } from './plan-params.ts';
import { planResource } from './plan-resource.ts';
import { filterOf } from './query.ts';
import { readBody } from './request-body.ts';

const tokens = z.int().min(0);
const given = {
  name: z.string().min(1),
  tokens_per_hour: tokens,
  tokens_per_month: tokens,
  backup_price: z.number().min(0).max(100),
  ip_tokens_per_hour: tokens,
  ip_tokens_per_month: tokens,
  iso_image_tokens_per_hour: tokens,
  iso_image_tokens_per_month: tokens,
  is_backup_available: z.boolean(),
  is_snapshots_enabled: z.boolean(),
  is_additional_ips_available: z.boolean(),
  is_visible: z.boolean(),
  is_default: z.boolean(),
  is_custom: z.boolean(),
  position: z.int(),
  storage_type: z.string().min(1),
  image_format: z.string().min(1),
  limits: planLimitsSchema,
  reset_limit_policy: z.enum(['never', 'first_day_of_month', 'vm_created_day']),
  network_traffic_limit_type: z.enum(['separate', 'total']),
  params: planParamsSchema,
};
const planChangeSchema = z.object(given).partial();
const newPlanSchema = planChangeSchema.required({ name: true });

export function planRoutes(panel: Panel): Hono<PanelEnv> {
  const planOf = (c: Context) => panel.tables.plans.get(Number(c.req.param('id')));
  const routes = new Hono<PanelEnv>();

  routes.get('/plans', signedIn(panel), (c) => {
    const search = (filterOf(c, 'search') ?? '').toLowerCase();
    const hasValue = (name: string, value: unknown) =>
      String(value) === (filterOf(c, name) ?? String(value));
    const plans = [...panel.tables.plans.values()]
      .filter((plan) => plan.is_visible || isAdmin(c.var.caller))
      .filter((plan) => plan.name.toLowerCase().includes(search))
      .filter(
        (plan) =>
          hasValue('storage_type', plan.storage_type) &&
          hasValue('image_format', plan.image_format) &&
          hasValue('disk', plan.params.disk),
      );
    return page(c, panel, plans, planResource);
  });

  routes.get('/plans/:id', signedIn(panel), (c) => {
    const plan = planOf(c);
    const isSeen = plan !== undefined && (plan.is_visible || isAdmin(c.var.caller));
    return isSeen ? one(c, planResource(plan)) : notFound(c);
  });

  routes.post('/plans', adminOnly(panel), async (c) => {
    const body = await readBody(c, newPlanSchema);
    if (!body.ok) return body.response;
    const id = nextId(panel.tables, 'plan');
    const plan = completePlan(id, body.value.name, {});
    Object.assign(plan, changed(plan, body.value));
    panel.tables.plans.set(id, plan);
    return one(c, planResource(plan), 201);
  });

  routes.on(['PUT', 'PATCH'], '/plans/:id', adminOnly(panel), async (c) => {
    const plan = planOf(c);
    if (plan === undefined) return notFound(c);
    const body = await readBody(c, planChangeSchema);
    if (!body.ok) return body.response;
    Object.assign(plan, changed(plan, body.value));
    return one(c, planResource(plan));
  });

  routes.delete('/plans/:id', adminOnly(panel), (c) => {
    const plan = planOf(c);
    if (plan === undefined) return notFound(c);
    const isUsed = [...panel.tables.servers.values()].some(
      (server) => server.deletedAtMs === null && currentPlan(server).id === plan.id,
    );
    if (isUsed) return refused(c, 409, 'The plan is used by servers.');
    panel.tables.plans.delete(plan.id);
    return noContent(c);
  });
  return routes;
}

type Given = z.output<typeof planChangeSchema>;

/** What is named, with the limits and the size completed from what there was; JSON cannot send an undefined. */
function changed(plan: Plan, given: Given): Given {
  return {
    ...given,
    limits: withLimits(plan.limits, given.limits ?? {}),
    params: { ...plan.params, ...given.params },
  };
}
