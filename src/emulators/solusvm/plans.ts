import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { adminOnly, type PanelEnv, signedIn } from './authentication.ts';
import { noContent, notFound, one, page, refused } from './envelopes.ts';
import { plan as completePlan } from './initial-tables.ts';
import { currentPlan, isAdmin, nextId, type Panel, type Plan } from './panel.ts';
import { planResource } from './plan-resource.ts';
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
  params: z.object({ disk: z.int().min(1), ram: z.int().min(1), vcpu: z.int().min(1) }),
};
const planChangeSchema = z.object(given).partial();
const newPlanSchema = planChangeSchema.required({ name: true });

export function planRoutes(panel: Panel): Hono<PanelEnv> {
  const planOf = (c: Context) => panel.tables.plans.get(Number(c.req.param('id')));
  const routes = new Hono<PanelEnv>();

  routes.get('/plans', signedIn(panel), (c) => {
    const search = (c.req.query('filter[search]') ?? '').toLowerCase();
    const plans = [...panel.tables.plans.values()]
      .filter((plan) => plan.is_visible || isAdmin(c.var.caller))
      .filter((plan) => plan.name.toLowerCase().includes(search));
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
    const plan = completePlan(id, body.value.name, withoutUndefined(body.value));
    panel.tables.plans.set(id, plan);
    return one(c, planResource(plan), 201);
  });

  routes.on(['PUT', 'PATCH'], '/plans/:id', adminOnly(panel), async (c) => {
    const plan = planOf(c);
    if (plan === undefined) return notFound(c);
    const body = await readBody(c, planChangeSchema);
    if (!body.ok) return body.response;
    Object.assign(plan, withoutUndefined(body.value));
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

/** An absent key keeps what there was; zod's type allows an explicit undefined, which JSON cannot send. */
function withoutUndefined(body: Given): Partial<Plan> {
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== undefined),
  ) as Partial<Plan>; // fromEntries forgets the keys it was given
}
