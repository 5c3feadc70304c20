/** Makes a server, for the API, the panel's own page, and seeded history. */
import { recordActivity } from './activity-logs.ts';
import { deleteBackups } from './backup-deletion.ts';
import { announce } from './events.ts';
import { limitReached } from './limit-groups.ts';
import {
  type BackupSettings,
  nextId,
  type Panel,
  type PanelServer,
  type PanelUser,
  type Plan,
} from './panel.ts';

export interface ServerOrder {
  readonly owner: PanelUser;
  /** The owner's first one if absent. */
  readonly projectId?: number | undefined;
  readonly name: string;
  readonly plan: Readonly<Plan>;
  readonly locationId: number;
  readonly osImageVersionId: number | null;
  readonly backupSettings?: Partial<BackupSettings> | undefined;
  readonly additionalIpCount?: number | undefined;
  readonly description?: string | undefined;
  readonly fqdns?: readonly string[] | undefined;
  readonly createdAtMs: number;
}

/** Why this user may not have one more server now, or null. */
export function creationRefusal(panel: Panel, owner: PanelUser): string | null {
  if (owner.status !== 'active') return `The account is ${owner.status}.`;
  return limitReached(panel, owner, 'vms') ? 'The limit of servers is reached.' : null;
}

export function createServer(panel: Panel, order: ServerOrder, actor: PanelUser): PanelServer {
  const { tables } = panel;
  const { owner, createdAtMs } = order;
  const id = nextId(tables, 'server');
  const server: PanelServer = {
    id,
    uuid: `00000000-0000-4000-8000-${id.toString(16).padStart(12, '0')}`,
    name: order.name,
    description: order.description ?? '',
    userId: owner.id,
    projectId: order.projectId ?? owner.projectId,
    locationId: order.locationId,
    osImageVersionId: order.osImageVersionId,
    power: 'started',
    isSuspended: false,
    bootMode: 'disk',
    fqdns: order.fqdns ?? [],
    backupSettings: { enabled: false, schedule: null, limit: null, ...order.backupSettings },
    ipAddresses: addresses(panel, 1 + (order.additionalIpCount ?? 0)),
    planSpans: [{ fromMs: createdAtMs, plan: structuredClone(order.plan) }],
    busyUntilMs: 0,
    createdAtMs,
    deletedAtMs: null,
  };
  tables.servers.set(id, server);
  tables.serverIdsByUser.set(owner.id, [...(tables.serverIdsByUser.get(owner.id) ?? []), id]);
  const data = { id, name: server.name, user_id: owner.id, plan_id: order.plan.id };
  recordActivity(panel, 'compute_resource_vm_create_requested', actor, data, createdAtMs);
  recordActivity(panel, 'compute_resource_vm_created', actor, data, createdAtMs);
  for (const { ip } of server.ipAddresses.slice(1)) {
    recordActivity(panel, 'additional_ip_created', actor, { ...data, ip }, createdAtMs);
  }
  announce(panel, 'server_created', server);
  return server;
}

export function deleteServer(
  panel: Panel,
  server: PanelServer,
  actor: PanelUser,
  deletedAtMs: number = panel.nowMs(),
): void {
  server.power = 'stopped';
  // The demo's clock may have been moved back to before the server was made.
  server.deletedAtMs = Math.max(deletedAtMs, server.createdAtMs);
  const data = { id: server.id, name: server.name, user_id: server.userId };
  recordActivity(panel, 'compute_resource_vm_delete_requested', actor, data, deletedAtMs);
  deleteBackups(panel, server, actor, deletedAtMs);
  announce(panel, 'server_deleted', server);
}

export function addresses(panel: Panel, count: number) {
  return Array.from({ length: count }, () => {
    const id = nextId(panel.tables, 'ip');
    return { id, ip: `10.${(id >> 16) & 255}.${(id >> 8) & 255}.${id & 255}` };
  });
}
