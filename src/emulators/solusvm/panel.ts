/**
 * What the emulated panel remembers. Everything is lost on `reset`, which puts fresh tables in place;
 * so nothing may hold on to `panel.tables` across requests.
 */
import type { PanelEvents } from './events.ts';
import type { PlanLimits } from './plan-limits.ts';
import type { PlanParams } from './plan-params.ts';

export type UserStatus = 'active' | 'locked' | 'suspended';

export interface PanelUser {
  readonly id: number;
  email: string;
  password: string;
  status: UserStatus;
  roleIds: readonly number[];
  billingUserId: number | null;
  billingToken: string | null;
  limitGroupId: number | null;
  languageId: number;
  readonly projectId: number;
  readonly createdAtMs: number;
}

export interface Role {
  readonly id: number;
  readonly name: string;
  readonly isDefault: boolean;
}

export interface Limit {
  readonly limit: number;
  readonly is_enabled: boolean;
}

export interface LimitGroup {
  readonly id: number;
  readonly name: string;
  readonly vms: Limit;
  readonly running_vms: Limit;
  readonly additional_ips: Limit;
  readonly additional_ipv6: Limit;
  readonly iso_images: Limit;
  readonly iso_images_size: Limit;
}

/** Field names as on the wire: a plan is stored as it is written and shown. */
export interface Plan {
  readonly id: number;
  name: string;
  tokens_per_hour: number;
  tokens_per_month: number;
  backup_price: number;
  ip_tokens_per_hour: number;
  ip_tokens_per_month: number;
  iso_image_tokens_per_hour: number;
  iso_image_tokens_per_month: number;
  is_backup_available: boolean;
  is_snapshots_enabled: boolean;
  is_additional_ips_available: boolean;
  is_visible: boolean;
  is_default: boolean;
  is_custom: boolean;
  position: number;
  storage_type: string;
  image_format: string;
  limits: PlanLimits;
  reset_limit_policy: 'never' | 'first_day_of_month' | 'vm_created_day';
  network_traffic_limit_type: 'separate' | 'total';
  params: PlanParams;
}

/** The plan a server had from a moment on, with the prices of that moment. */
export interface PlanSpan {
  readonly fromMs: number;
  readonly plan: Readonly<Plan>;
}

export interface BackupSettings {
  enabled: boolean;
  schedule: unknown;
  limit: unknown;
}

export interface PanelServer {
  readonly id: number;
  readonly uuid: string;
  name: string;
  description: string;
  readonly userId: number;
  readonly projectId: number;
  readonly locationId: number;
  readonly osImageVersionId: number | null;
  power: 'started' | 'stopped';
  isSuspended: boolean;
  bootMode: string;
  fqdns: readonly string[];
  backupSettings: BackupSettings;
  ipAddresses: readonly { readonly id: number; readonly ip: string }[];
  readonly planSpans: PlanSpan[];
  busyUntilMs: number;
  readonly createdAtMs: number;
  deletedAtMs: number | null;
}

export interface Project {
  readonly id: number;
  name: string;
  description: string;
  readonly ownerId: number;
}

export interface Backup {
  readonly id: number;
  readonly serverId: number;
  readonly createdAtMs: number;
}

export interface Snapshot {
  readonly id: number;
  readonly serverId: number;
  readonly name: string;
  readonly createdAtMs: number;
  readonly readyAtMs: number;
}

export interface Task {
  readonly id: number;
  readonly action: string;
  readonly serverId: number | null;
  readonly isFailed?: boolean;
  readonly startedAtMs: number;
  readonly durationMs: number;
}

export interface ActivityEntry {
  readonly id: number;
  readonly event: string;
  readonly userId: number;
  readonly userEmail: string;
  readonly createdAtMs: number;
  readonly data: Record<string, unknown>;
}

/** A bearer token; without an end it lasts. */
export interface LastingToken {
  readonly userId: number;
  readonly expiresAtMs: number | null;
}

export interface OneTimeToken {
  readonly userId: number;
  readonly expiresAtMs: number;
  isUsed: boolean;
}

export interface Settings {
  billing_integration: {
    type: string | null;
    drivers: { whmcs: { url: string; token: string } };
  };
}

/** How this emulator behaves where the reference says "unknown". */
export interface PanelOptions {
  defaultPerPage: number;
  honourPerPage: boolean;
  taskDurationMs: number;
}

export interface PanelTables {
  readonly users: Map<number, PanelUser>;
  readonly userIdsByEmail: Map<string, number>;
  readonly roles: readonly Role[];
  readonly limitGroups: readonly LimitGroup[];
  readonly plans: Map<number, Plan>;
  readonly locations: readonly { readonly id: number; readonly name: string }[];
  readonly osImages: readonly OsImage[];
  readonly servers: Map<number, PanelServer>;
  readonly serverIdsByUser: Map<number, number[]>;
  readonly projects: Map<number, Project>;
  readonly backups: Map<number, Backup>;
  readonly snapshots: Map<number, Snapshot>;
  readonly tasks: Map<number, Task>;
  readonly activity: Map<number, ActivityEntry>;
  readonly tokens: Map<string, LastingToken>;
  readonly oneTimeTokens: Map<string, OneTimeToken>;
  readonly userIdsBySession: Map<string, number>;
  readonly settings: Settings;
  readonly options: PanelOptions;
  readonly events: PanelEvents;
  readonly lastIds: Map<string, number>;
}

export interface OsImage {
  readonly id: number;
  readonly name: string;
  readonly versions: readonly { readonly id: number; readonly version: string }[];
}

export interface Panel {
  tables: PanelTables;
  readonly nowMs: () => number;
}

const ADMIN_ROLE_ID = 1;

export function nextId(tables: PanelTables, kind: string): number {
  const id = (tables.lastIds.get(kind) ?? 0) + 1;
  tables.lastIds.set(kind, id);
  return id;
}

/** A Map remembers the order of insertion: the oldest entry goes first. */
export function keepLatest<K, V>(map: Map<K, V>, limit: number): void {
  for (const key of map.keys()) {
    if (map.size <= limit) return;
    map.delete(key);
  }
}

export function foldEmail(email: string): string {
  return email.trim().toLowerCase();
}

export function isAdmin(user: PanelUser): boolean {
  return user.roleIds.includes(ADMIN_ROLE_ID);
}

export function liveServers(tables: PanelTables, userId: number): PanelServer[] {
  return serversEver(tables, userId).filter((server) => server.deletedAtMs === null);
}

export function serversEver(tables: PanelTables, userId: number): PanelServer[] {
  return (tables.serverIdsByUser.get(userId) ?? []).map((id) => {
    const server = tables.servers.get(id);
    if (server === undefined) throw new Error(`server ${id} is indexed but missing`);
    return server;
  });
}

export function currentPlan(server: PanelServer): Readonly<Plan> {
  const span = server.planSpans.at(-1);
  if (span === undefined) throw new Error(`server ${server.id} has no plan`);
  return span.plan;
}
