/** The background actions on a server; each answers a task. */
import { Hono } from 'hono';
import { z } from 'zod';
import { type PanelEnv, signedIn } from './authentication.ts';
import { invalid, notFound, one, refused } from './envelopes.ts';
import { announce, type EventName } from './events.ts';
import { limitReached } from './limit-groups.ts';
import { serverOf } from './own-server.ts';
import { currentPlan, isAdmin, type Panel, type PanelServer } from './panel.ts';
import { readBody } from './request-body.ts';
import { backupSettingsSchema } from './server-orders.ts';
import { startTask, type TaskAction } from './tasks.ts';

interface Action {
  readonly task: TaskAction;
  readonly adminOnly: boolean;
  readonly turnsOn: boolean;
  readonly event?: EventName;
  readonly apply: (server: PanelServer) => void;
}

const ACTIONS: Record<string, Action> = {
  start: { task: 'vm-start', adminOnly: false, turnsOn: true, apply: started },
  stop: { task: 'vm-stop', adminOnly: false, turnsOn: false, apply: stopped },
  restart: { task: 'vm-restart', adminOnly: false, turnsOn: true, apply: started },
  suspend: {
    task: 'vm-suspend',
    adminOnly: true,
    turnsOn: false,
    event: 'server_suspended',
    apply: suspended,
  },
  resume: {
    task: 'vm-resume',
    adminOnly: true,
    turnsOn: false,
    event: 'server_resumed',
    apply: resumed,
  },
};

const resizeSchema = z.object({
  plan_id: z.int(),
  preserve_disk: z.boolean().optional(),
  backup_settings: backupSettingsSchema.optional(),
});

export function serverActionRoutes(panel: Panel): Hono<PanelEnv> {
  const routes = new Hono<PanelEnv>();
  for (const [name, action] of Object.entries(ACTIONS)) {
    routes.post(`/servers/:id/${name}`, signedIn(panel), (c) => {
      const server = serverOf(c, panel);
      if (server === null) return notFound(c);
      if (action.adminOnly && !isAdmin(c.var.caller)) {
        return refused(c, 403, 'This action is unauthorized.');
      }
      const refusal = action.turnsOn ? startRefusal(panel, server) : null;
      if (refusal !== null) return refused(c, 409, refusal);
      action.apply(server);
      if (action.event) announce(panel, action.event, server);
      return one(c, startTask(panel, server, action.task));
    });
  }

  routes.post('/servers/:id/resize', signedIn(panel), async (c) => {
    const server = serverOf(c, panel);
    if (server === null) return notFound(c);
    const body = await readBody(c, resizeSchema);
    if (!body.ok) return body.response;
    const plan = panel.tables.plans.get(body.value.plan_id);
    if (plan === undefined || !(plan.is_visible || isAdmin(c.var.caller))) {
      return invalid(c, { plan_id: ['The selected plan id is invalid.'] });
    }
    if (plan.id === currentPlan(server).id) {
      return invalid(c, { plan_id: ['The server already has this plan.'] });
    }
    server.planSpans.push({ fromMs: panel.nowMs(), plan: structuredClone(plan) });
    server.backupSettings = { ...server.backupSettings, ...body.value.backup_settings };
    announce(panel, 'server_resized', server);
    return one(c, startTask(panel, server, 'vm-resize'));
  });
  return routes;
}

function startRefusal(panel: Panel, server: PanelServer): string | null {
  const owner = panel.tables.users.get(server.userId);
  if (server.isSuspended) return 'The server is suspended.';
  if (owner === undefined || owner.status === 'suspended') return 'The owner is suspended.';
  const isOneMore = server.power === 'stopped';
  return isOneMore && limitReached(panel, owner, 'running_vms')
    ? 'The limit of running servers is reached.'
    : null;
}

function started(server: PanelServer): void {
  server.power = 'started';
}

function stopped(server: PanelServer): void {
  server.power = 'stopped';
}

function suspended(server: PanelServer): void {
  server.isSuspended = true;
  server.power = 'stopped';
}

function resumed(server: PanelServer): void {
  server.isSuspended = false;
}
