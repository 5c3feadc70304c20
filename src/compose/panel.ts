// The panel: its users and servers, what they used, and what it tells us of itself.
import { createBothUsages, createMeteredUsage } from '#adapters/metering/metered-usage.ts';
import { openLocationCache } from '#adapters/platform/location-cache.ts';
import { createRememberedUsage } from '#adapters/platform/remembered-usage.ts';
import type { PanelClient } from '#adapters/solusvm/panel-client.ts';
import { createPanelEvents } from '#adapters/solusvm/panel-events.ts';
import { createServerInventory } from '#adapters/solusvm/server-inventory.ts';
import { createServersOfUser } from '#adapters/solusvm/servers-of-user.ts';
import { createUsageReport, DEFAULT_USAGE_REPORT } from '#adapters/solusvm/usage-report.ts';
import { createVirtualization } from '#adapters/solusvm/virtualization.ts';
import type { Clock } from '#ports/clock.ts';
import type { Log } from '#ports/log.ts';
import type { Ports } from '#ports/ports.ts';
import type { Store } from '#ports/store.ts';
import type { UsageSource } from '#ports/usage-source.ts';
import type { Env } from '../env.ts';

const USAGE_CACHE = openLocationCache('postmeter-usage');

type PanelPorts = Pick<Ports, 'panel' | 'usage' | 'inventory' | 'panelEvents' | 'usageSnapshots'>;

export function panelOf(
  env: Env,
  panelClient: PanelClient,
  { metering }: Store,
  clock: Clock,
  log: Log,
): PanelPorts {
  const usage = usageOf(env, panelClient, metering, log);
  return {
    panel: createVirtualization(panelClient, {
      roleId: env.PANEL_ROLE_ID,
      limitGroupId: env.PANEL_LIMIT_GROUP_ID ?? null,
      adminRoleId: env.PANEL_ADMIN_ROLE_ID,
      signOnUrlTemplate: env.PANEL_SIGN_ON_URL,
    }),
    usage,
    inventory: createServerInventory(panelClient, env.ACTIVITY_LOG_FIELDS),
    panelEvents: env.PANEL_EVENT_SECRET
      ? createPanelEvents(env.PANEL_EVENT_SECRET, env.PANEL_EVENT_SERVER_IDS)
      : undefined,
    usageSnapshots: createRememberedUsage({
      origin: env.ORIGIN,
      panelUrl: env.PANEL_API_URL,
      cache: USAGE_CACHE,
      clock,
      usage,
      servers: createServersOfUser(panelClient, log),
    }),
  };
}

function usageOf(
  env: Env,
  panelClient: PanelClient,
  metering: Store['metering'],
  log: Log,
): UsageSource {
  const report = createUsageReport(panelClient, log, {
    pathTemplate: env.USAGE_REPORT_PATH ?? DEFAULT_USAGE_REPORT.pathTemplate,
    fields: env.USAGE_REPORT_FIELDS ?? DEFAULT_USAGE_REPORT.fields,
  });
  const rules = { suspendedCosts: env.METERING_SUSPENDED === 'costs' };
  const metered = createMeteredUsage(metering, rules, log);
  switch (env.USAGE_SOURCE) {
    case 'report':
      return report;
    case 'metering':
      return metered;
    case 'both':
      return createBothUsages(report, metered);
  }
}
