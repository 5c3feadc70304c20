// What one client's resources cost in tokens in one month. Three values, because unavailable is never zero.

/** One server's month, in the panel's own figures. The monthly cap is already applied by the panel. */
export interface ServerUsage {
  /** The panel's id of the server; stable, never its name. */
  readonly serverId: number;
  readonly name: string;
  /** Started hours within the month. */
  readonly hours: number;
  /** Tokens of the runtime, capped by the monthly price. */
  readonly tokens: number;
  /** Tokens of its backups; 0 without backups. */
  readonly backupTokens: number;
  /** Tokens of its additional addresses; absent where the source does not tell them apart. */
  readonly ipTokens?: number;
}

export interface Measured {
  readonly kind: 'measured';
  readonly servers: readonly ServerUsage[];
  /** What a second source says of the same month; present only where two were asked. */
  readonly second?: SecondMeasurement;
}

/** A second source's answer beside the one that is billed. */
export type SecondMeasurement =
  | { readonly kind: 'measured'; readonly servers: readonly ServerUsage[] }
  | { readonly kind: 'unavailable'; readonly why: UnavailableReason };

/** Nothing was there to measure, or it was measured: either is a figure. */
export type KnownUsage = Measured | { readonly kind: 'none' };

export type Usage = KnownUsage | { readonly kind: 'unavailable'; readonly why: UnavailableReason };

/** The servers of a month that is known. */
export function serversOf(usage: KnownUsage): readonly ServerUsage[] {
  return usage.kind === 'none' ? [] : usage.servers;
}

/** Why usage could not be read; stable codes, shown to operators. */
export type UnavailableReason =
  | 'panel_unreachable'
  | 'panel_slow'
  | 'panel_refused_token'
  | 'panel_wrong_address'
  | 'panel_error'
  | 'panel_user_missing'
  | 'report_malformed'
  | 'metering_not_begun'
  | 'metering_behind'
  | 'metering_gap'
  | 'metering_pruned'
  | 'plan_vanished'
  | 'plan_malformed';

const PANEL_DOWN: readonly UnavailableReason[] = ['panel_unreachable', 'panel_slow', 'panel_error'];

/** Whether the reason says something about the panel rather than about one client. */
export function isPanelDown(usage: Usage): boolean {
  return usage.kind === 'unavailable' && PANEL_DOWN.includes(usage.why);
}

/** In place of an answer that is missing: unavailable is never zero. */
export const UNANSWERED: Usage = { kind: 'unavailable', why: 'panel_error' };

/** All that these servers cost together: runtime, backups and additional addresses. */
export function totalTokens(servers: readonly ServerUsage[]): number {
  return servers.reduce((sum, s) => sum + s.tokens + s.backupTokens + (s.ipTokens ?? 0), 0);
}
