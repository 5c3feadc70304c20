/**
 * Usage from a report of the panel. ASSUMED: the vendor does not document the report's address, query, envelope or
 * field names (docs/panel.md), so path and names are settings and everything else is checked.
 */
import type { TimeRange } from '#core/month.ts';
import type { UnavailableReason, Usage } from '#core/usage/usage.ts';
import type { Log } from '#ports/log.ts';
import type { UsageSource } from '#ports/usage-source.ts';
import type { VirtualizationCode } from '#ports/virtualization.ts';
import { getTwice } from './get-twice.ts';
import type { PanelClient } from './panel-client.ts';
import { readPages } from './read-pages.ts';
import { readUsageRows, type UsageFields } from './usage-rows.ts';

export interface UsageReportSettings {
  /** `{userId}`, `{from}` and `{to}` are filled in; the instants are ISO 8601 in UTC, `to` is exclusive. */
  readonly pathTemplate: string;
  readonly fields: UsageFields;
}

export const DEFAULT_USAGE_REPORT: UsageReportSettings = {
  pathTemplate: '/usage/report?user_id={userId}&from={from}&to={to}',
  fields: {
    serverId: 'server_id',
    name: 'server_name',
    hours: 'hours',
    tokens: 'tokens',
    backupTokens: 'backup_tokens',
  },
};

const REASONS: Record<VirtualizationCode, UnavailableReason> = {
  panel_unreachable: 'panel_unreachable',
  panel_slow: 'panel_slow',
  panel_refused_token: 'panel_refused_token',
  panel_wrong_address: 'panel_wrong_address',
  panel_error: 'panel_error',
  panel_answer_malformed: 'report_malformed',
  panel_rejected: 'panel_error',
  panel_email_taken: 'panel_error',
  panel_password_refused: 'panel_error',
  panel_user_missing: 'panel_user_missing',
};

export function createUsageReport(
  client: PanelClient,
  log: Log,
  settings: UsageReportSettings = DEFAULT_USAGE_REPORT,
): UsageSource {
  const get = (path: string) => getTwice(client, path);
  const pathOf = pathFiller(settings.pathTemplate);

  function unavailable(panelUserId: number, why: UnavailableReason, detail: string): Usage {
    log.warn('usage_unavailable', { panelUserId, why, detail });
    return { kind: 'unavailable', why };
  }

  async function read(panelUserId: number, range: TimeRange): Promise<Usage> {
    const rows = await readPages(get, pathOf(panelUserId, range));
    if (!rows.ok) {
      return unavailable(panelUserId, REASONS[rows.error.code], rows.error.detail);
    }
    const servers = readUsageRows(rows.value, settings.fields);
    if (!servers) return unavailable(panelUserId, 'report_malformed', 'a row is not as configured');
    return servers.length === 0 ? { kind: 'none' } : { kind: 'measured', servers };
  }

  return {
    read,
    readSoFar: async (panelUserId, range) => {
      return { usage: await read(panelUserId, range), asOfMs: range.endMs };
    },
  };
}

/** A run asks for one range ten thousand times: what does not change is filled in once. */
function pathFiller(template: string): (panelUserId: number, range: TimeRange) => string {
  const iso = (ms: number) => encodeURIComponent(new Date(ms).toISOString());
  let filled: { readonly range: TimeRange; readonly parts: readonly string[] } | undefined;
  return (panelUserId, range) => {
    if (filled?.range !== range) {
      const path = template
        .replaceAll('{from}', iso(range.startMs))
        .replaceAll('{to}', iso(range.endMs));
      filled = { range, parts: path.split('{userId}') };
    }
    return filled.parts.join(String(panelUserId));
  };
}
