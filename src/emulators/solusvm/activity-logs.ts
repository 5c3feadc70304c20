/** What happened in the panel, newest first. Event names are the vendor's; the keys of `data` are assumed. */
import { Hono } from 'hono';
import { adminOnly, type PanelEnv } from './authentication.ts';
import { page, timestamp } from './envelopes.ts';
import { type ActivityEntry, keepLatest, nextId, type Panel, type PanelUser } from './panel.ts';
import { filterOf } from './query.ts';

const ENTRIES_KEPT = 20_000;

export type ActivityEvent =
  | 'user_created'
  | 'user_deleted'
  | 'compute_resource_vm_create_requested'
  | 'compute_resource_vm_created'
  | 'compute_resource_vm_delete_requested'
  | 'external_integration_requested'
  | 'additional_ip_created'
  | 'additional_ip_deleted'
  | 'backups_deleted';

export function recordActivity(
  panel: Panel,
  event: ActivityEvent,
  actor: PanelUser,
  data: Record<string, unknown>,
  createdAtMs: number = panel.nowMs(),
): void {
  const { tables } = panel;
  const id = nextId(tables, 'activity');
  const { id: userId, email: userEmail } = actor;
  tables.activity.set(id, { id, event, userId, userEmail, createdAtMs, data });
  keepLatest(tables.activity, ENTRIES_KEPT);
}

export function activityLogRoutes(panel: Panel): Hono<PanelEnv> {
  const routes = new Hono<PanelEnv>();
  routes.get('/activity_logs', adminOnly(panel), (c) => {
    const userId = filterOf(c, 'user_id');
    const event = filterOf(c, 'event');
    const entries = [...panel.tables.activity.values()]
      .filter((entry) => userId === undefined || entry.userId === Number(userId))
      .filter((entry) => event === undefined || entry.event === event)
      .sort((a, b) => b.createdAtMs - a.createdAtMs || b.id - a.id);
    return page(c, panel, entries, resource);
  });
  return routes;
}

function resource(entry: ActivityEntry) {
  return {
    id: entry.id,
    event: entry.event,
    user_id: entry.userId,
    user_email: entry.userEmail,
    created_at: timestamp(entry.createdAtMs),
    data: entry.data,
  };
}
