/**
 * Usage from a report of the panel. ASSUMED: the vendor does not document the report's address, query, envelope or
 * field names (docs/panel.md), so path and names are settings and everything else is checked.
 */
import type { TimeRange } from '#core/month.ts';
import {
  isPanelDown,
  type ServerUsage,
  type UnavailableReason,
  type Usage,
} from '#core/usage/usage.ts';
import type { Log } from '#ports/log.ts';
import type { UsageSource } from '#ports/usage-source.ts';
import type { VirtualizationCode } from '#ports/virtualization.ts';
import { getTwice } from './get-twice.ts';
import type { PanelClient } from './panel-client.ts';
import { readPages } from './read-pages.ts';
import { readUsageRows, readUserIds, type UsageFields } from './usage-rows.ts';

export interface UsageReportSettings {
  /**
   * `{userId}`, or `{userIds}` where the report takes several, is filled in, and `{from}` and `{to}`; the instants are
   * ISO 8601 in UTC, `to` is exclusive.
   */
  readonly pathTemplate: string;
  readonly fields: UsageFields;
}

export const DEFAULT_USAGE_REPORT: UsageReportSettings = {
  pathTemplate: '/usage/report?user_id={userId}&from={from}&to={to}',
  fields: {
    userId: '',
    serverId: 'server_id',
    name: 'server_name',
    hours: 'hours',
    tokens: 'tokens',
    backupTokens: 'backup_tokens',
  },
};

/** Ten digits each leave the address well below a kilobyte. */
const USERS_AT_ONCE = 50;

const REASONS: Record<VirtualizationCode, UnavailableReason> = {
  panel_unreachable: 'panel_unreachable',
  panel_slow: 'panel_slow',
  panel_refused_token: 'panel_refused_token',
  panel_wrong_address: 'panel_wrong_address',
  panel_error: 'panel_error',
  panel_answer_malformed: 'report_malformed',
  panel_rejected: 'panel_error',
  panel_email_refused: 'panel_error',
  panel_password_refused: 'panel_error',
  panel_user_missing: 'panel_user_missing',
};

export function createUsageReport(
  client: PanelClient,
  log: Log,
  settings: UsageReportSettings = DEFAULT_USAGE_REPORT,
): UsageSource {
  const { fields, pathTemplate } = settings;
  const get = (path: string) => getTwice(client, path);
  const pathOf = pathFiller(pathTemplate);
  const takesMany = pathTemplate.includes('{userIds}');

  function unavailable(panelUserId: number, why: UnavailableReason, detail: string): Usage {
    log.warn('usage_unavailable', { panelUserId, why, detail });
    return { kind: 'unavailable', why };
  }

  async function read(panelUserId: number, range: TimeRange): Promise<Usage> {
    const rows = await readPages(get, pathOf(String(panelUserId), range));
    if (!rows.ok) {
      return unavailable(panelUserId, REASONS[rows.error.code], rows.error.detail);
    }
    const servers = readUsageRows(rows.value, fields);
    if (!servers) return unavailable(panelUserId, 'report_malformed', 'a row is not as configured');
    const owners = fields.userId === '' ? [] : readUserIds(rows.value, fields);
    if (!owners?.every((owner) => owner === panelUserId)) {
      return unavailable(panelUserId, 'report_malformed', "a row is not the user's");
    }
    return servers.length === 0 ? { kind: 'none' } : { kind: 'measured', servers };
  }

  /** Of whom the answer has rows. Undefined where it cannot be believed: of others, or broken, or none at all. */
  async function readTogether(
    panelUserIds: readonly number[],
    range: TimeRange,
  ): Promise<ReadonlyMap<number, ServerUsage[]> | undefined> {
    const rows = await readPages(get, pathOf(panelUserIds.join(','), range));
    const servers = rows.ok ? readUsageRows(rows.value, fields) : undefined;
    const owners = rows.ok ? readUserIds(rows.value, fields) : undefined;
    const asked = new Set(panelUserIds);
    if (servers && owners?.every((owner) => asked.has(owner))) return byOwner(servers, owners);
    const why = rows.ok ? 'report_malformed' : REASONS[rows.error.code];
    log.warn('usage_not_read_together', { users: panelUserIds.length, why });
    return undefined;
  }

  async function readMany(
    panelUserIds: readonly number[],
    range: TimeRange,
  ): Promise<readonly Usage[]> {
    const together = panelUserIds.length > 1 ? await readTogether(panelUserIds, range) : undefined;
    const usages: Usage[] = [];
    let down: Usage | undefined;
    for (const panelUserId of panelUserIds) {
      const servers = together?.get(panelUserId);
      // Who is not in the answer is asked about alone: a panel that cut the list of users must not make a month free.
      const usage: Usage = servers
        ? { kind: 'measured', servers }
        : (down ?? (await read(panelUserId, range)));
      if (isPanelDown(usage)) down = usage;
      usages.push(usage);
    }
    return usages;
  }

  return {
    read,
    usersAtOnce: takesMany ? USERS_AT_ONCE : 1,
    readMany,
    readSoFar: async (panelUserId, range) => {
      return { usage: await read(panelUserId, range), asOfMs: range.endMs };
    },
    readManySoFar: async (panelUserIds, range) => {
      const usages = await readMany(panelUserIds, range);
      return usages.map((usage) => ({ usage, asOfMs: range.endMs }));
    },
  };
}

function byOwner(servers: readonly ServerUsage[], owners: readonly number[]) {
  const found = new Map<number, ServerUsage[]>();
  for (const [i, server] of servers.entries()) {
    const owner = owners[i] ?? 0; // as many as servers
    const known = found.get(owner);
    if (known) known.push(server);
    else found.set(owner, [server]);
  }
  return found;
}

/** A run asks for one range ten thousand times: what does not change is filled in once. */
function pathFiller(template: string): (users: string, range: TimeRange) => string {
  const iso = (ms: number) => encodeURIComponent(new Date(ms).toISOString());
  let filled: { readonly range: TimeRange; readonly parts: readonly string[] } | undefined;
  return (users, range) => {
    if (filled?.range !== range) {
      const path = template
        .replaceAll('{from}', iso(range.startMs))
        .replaceAll('{to}', iso(range.endMs));
      filled = { range, parts: path.split(/\{userIds?\}/) };
    }
    return filled.parts.join(users);
  };
}
