/** A freshly installed panel: one administrator, the two built-in roles, a small catalogue. */
import { noEvents } from './events.ts';
import type { Limit, PanelTables, Plan } from './panel.ts';
import { noLimits } from './plan-limits.ts';
import { DEFAULT_PARAMS } from './plan-params.ts';

const INSTALLED_AT_MS = Date.UTC(2024, 0, 1);
const UNLIMITED: Limit = { limit: 0, is_enabled: false };

export const ADMIN_EMAIL = 'admin@panel.example';
export const ADMIN_PASSWORD = 'Emulator1';

export function initialTables(panelToken: string): PanelTables {
  const plans = [
    plan(1, 'Start 1', { tokens_per_hour: 7, tokens_per_month: 5000 }),
    plan(2, 'Start 2', { tokens_per_hour: 14, tokens_per_month: 10_000 }),
    plan(3, 'Grow 4', { tokens_per_hour: 28, tokens_per_month: 20_000, backup_price: 20 }),
    plan(4, 'Hourly, no monthly cap', {
      tokens_per_hour: 10,
      backup_price: 0,
      is_backup_available: false,
    }),
    plan(5, 'Legacy', { tokens_per_hour: 3, tokens_per_month: 2000, is_visible: false }),
  ];
  return {
    users: new Map([
      [
        1,
        {
          id: 1,
          email: ADMIN_EMAIL,
          password: ADMIN_PASSWORD,
          status: 'active',
          roleIds: [1],
          billingUserId: null,
          billingToken: null,
          limitGroupId: null,
          languageId: 1,
          projectId: 1,
          createdAtMs: INSTALLED_AT_MS,
        },
      ],
    ]),
    userIdsByEmail: new Map([[ADMIN_EMAIL, 1]]),
    roles: [
      { id: 1, name: 'ADMIN', isDefault: false },
      { id: 2, name: 'CLIENT', isDefault: true },
    ],
    limitGroups: [
      limitGroup(1, 'Standard', limit(10), limit(10)),
      limitGroup(2, 'No new servers', limit(0), limit(10)),
      limitGroup(3, 'Unlimited', UNLIMITED, UNLIMITED),
    ],
    plans: new Map(plans.map((entry) => [entry.id, entry])),
    locations: [
      { id: 1, name: 'Frankfurt' },
      { id: 2, name: 'Helsinki' },
    ],
    osImages: [
      { id: 1, name: 'Debian', versions: [{ id: 1, version: '12' }] },
      { id: 2, name: 'Ubuntu', versions: [{ id: 2, version: '24.04' }] },
    ],
    servers: new Map(),
    serverIdsByUser: new Map(),
    projects: new Map([[1, { id: 1, name: 'Default', description: '', ownerId: 1 }]]),
    backups: new Map(),
    snapshots: new Map(),
    tasks: new Map(),
    activity: new Map(),
    tokens: new Map([[panelToken, { userId: 1, expiresAtMs: null }]]),
    oneTimeTokens: new Map(),
    userIdsBySession: new Map(),
    settings: {
      billing_integration: { type: null, drivers: { whmcs: { url: '', token: '' } } },
    },
    events: noEvents(),
    options: { defaultPerPage: 15, honourPerPage: true, taskDurationMs: 0 },
    lastIds: new Map([
      ['user', 1],
      ['project', 1],
      ['plan', 5],
    ]),
  };
}

/** Every field of a plan that was not given; also what `POST /plans` falls back to. */
export function plan(id: number, name: string, given: Partial<Plan>): Plan {
  return {
    tokens_per_hour: 0,
    tokens_per_month: 0,
    backup_price: 10,
    ip_tokens_per_hour: 1,
    ip_tokens_per_month: 500,
    iso_image_tokens_per_hour: 0,
    iso_image_tokens_per_month: 0,
    is_backup_available: true,
    is_snapshots_enabled: true,
    is_additional_ips_available: true,
    is_visible: true,
    is_default: false,
    is_custom: false,
    position: id,
    storage_type: 'fb',
    image_format: 'qcow2',
    limits: noLimits(),
    reset_limit_policy: 'never',
    network_traffic_limit_type: 'separate',
    params: DEFAULT_PARAMS,
    ...given,
    id,
    name,
  };
}

function limit(count: number): Limit {
  return { limit: count, is_enabled: true };
}

function limitGroup(id: number, name: string, vms: Limit, running_vms: Limit) {
  return {
    id,
    name,
    vms,
    running_vms,
    additional_ips: limit(5),
    additional_ipv6: UNLIMITED,
    iso_images: UNLIMITED,
    iso_images_size: UNLIMITED,
  };
}
