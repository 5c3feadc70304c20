// Why one client is held back while all others are billed: the reason in one sentence for a person, what releases it,
// and whether an operator may overrule it.
import type { ServerComparison } from '#core/metering/compare-usage.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { UsageRefusal } from '#core/usage/check-usage.ts';
import type { UnavailableReason } from '#core/usage/usage.ts';

export type ParkReason =
  | { readonly reason: 'usage_unavailable'; readonly why: UnavailableReason }
  | { readonly reason: 'price_missing'; readonly currency: CurrencyCode }
  | { readonly reason: 'too_many_lines'; readonly bytes: number }
  | { readonly reason: 'amount_too_large' }
  | { readonly reason: 'outlier'; readonly tokens: number; readonly highestBefore: number }
  | {
      readonly reason: 'resource_in_two_clients';
      readonly serverId: number;
      readonly clientIds: readonly string[];
    }
  /** The report and our own metering of a month are further apart than the tolerance. */
  | {
      readonly reason: 'usage_differs';
      readonly tolerancePercent: number;
      readonly count: number;
      /** The first of them. */
      readonly servers: readonly ServerComparison[];
    }
  /** Two measurements were asked for, and only the report is there. */
  | { readonly reason: 'usage_unconfirmed'; readonly why: UnavailableReason }
  | UsageRefusal;

export type ParkCode = ParkReason['reason'];

/**
 * Suspicions, which a person who has looked may overrule. The others are facts: there is no figure to bill, or none
 * that could be stored.
 */
export const RELEASABLE = [
  'outlier',
  'resource_in_two_clients',
  'hours_beyond_month',
  'usage_differs',
  'usage_unconfirmed',
] as const satisfies readonly ParkCode[];

/** Whether an operator may overrule this code; false also for text that is no code. */
export function isReleasable(code: string): code is (typeof RELEASABLE)[number] {
  return (RELEASABLE as readonly string[]).includes(code);
}

/** What an operator reads. `sentence` says what is wrong, `release` what ends it. */
export interface ParkText {
  readonly sentence: string;
  readonly release: string;
}

const WHY: Readonly<Record<UnavailableReason, string>> = {
  panel_unreachable: 'the panel could not be reached',
  panel_slow: 'the panel did not answer in time',
  panel_refused_token: 'the panel refused our token',
  panel_wrong_address: 'the address of the usage report is wrong',
  panel_error: 'the panel answered with an error',
  panel_user_missing: 'the panel does not know this panel user any more',
  report_malformed: 'the usage report could not be understood',
  metering_not_begun: 'metering began after the beginning of the month',
  metering_behind: 'no good look at the panel since the end of the month',
  metering_gap: "the panel's activity log has a hole in this month",
  metering_pruned:
    'what metering saw of the month is deleted, because it was long over and settled',
  plan_vanished: 'the panel has a server on a plan that it does not list',
  plan_malformed: "a plan's tokens are no whole numbers in a plausible range",
};

/** Why usage is not known, as part of a sentence. */
export function unavailableText(why: UnavailableReason): string {
  return WHY[why];
}

const NEXT_RUN = 'The next run tries again by itself.';
const CLEAN_OR_RELEASED =
  'A clean report releases it by itself; an operator who has looked can release it.';

/** The reason in words, with its evidence. */
export function parkText(parked: ParkReason): ParkText {
  switch (parked.reason) {
    case 'usage_unavailable':
      return { sentence: `Usage is not known: ${WHY[parked.why]}.`, release: NEXT_RUN };
    case 'price_missing':
      return {
        sentence: `There is no token price in ${parked.currency} for this month.`,
        release: `Set a price in ${parked.currency}; the next run bills the client.`,
      };
    case 'too_many_lines':
      return {
        sentence: `The invoice would have ${parked.bytes} bytes, which is more than a row can hold.`,
        release: 'The client has to be billed by hand.',
      };
    case 'amount_too_large':
      return {
        sentence: 'The amount is larger than an exact integer can be.',
        release: 'Correct the usage in the panel, or the token price.',
      };
    case 'outlier':
      return {
        sentence: `${parked.tokens} tokens are far more than the ${parked.highestBefore} of the client's highest month so far.`,
        release: CLEAN_OR_RELEASED,
      };
    case 'resource_in_two_clients':
      return {
        sentence: `Server ${parked.serverId} is reported for ${parked.clientIds.length} clients: ${parked.clientIds.join(', ')}.`,
        release: CLEAN_OR_RELEASED,
      };
    case 'usage_differs': {
      const { count, servers } = parked;
      return {
        sentence: `The panel's report and our metering differ by more than ${parked.tolerancePercent} % for ${
          count === 1 ? `server ${servers[0]?.serverId}` : `${count} servers`
        }.`,
        release: `Compare the two with the panel. Whoever releases it bills the report's figures. ${CLEAN_OR_RELEASED}`,
      };
    }
    case 'usage_unconfirmed':
      return {
        sentence: `The panel's report cannot be compared with our metering: ${WHY[parked.why]}.`,
        release: `${NEXT_RUN} An operator who trusts the report alone can release it.`,
      };
    case 'duplicate_resource':
      return {
        sentence: `Server ${parked.serverId} appears twice in the client's usage.`,
        release: 'A clean report releases it by itself.',
      };
    case 'hours_beyond_month':
      return {
        sentence: `Server ${parked.serverId} has ${parked.hours} hours in a month of ${parked.monthHours}.`,
        release: CLEAN_OR_RELEASED,
      };
  }
}

/** The rows of the report that the reason is about, for whoever compares them with the panel; none where there is no row. */
export function rowsConcerned(parked: ParkReason): readonly string[] {
  switch (parked.reason) {
    case 'outlier':
      return [`all servers: ${parked.tokens} tokens`];
    case 'resource_in_two_clients':
      return parked.clientIds.map((clientId) => `server ${parked.serverId} of ${clientId}`);
    case 'duplicate_resource':
      return [`server ${parked.serverId}`];
    case 'hours_beyond_month':
      return [`server ${parked.serverId}: ${parked.hours} hours`];
    case 'usage_differs':
      return parked.servers.map(
        ({ serverId, reported, metered }) =>
          `server ${serverId}: ${tokens(reported)} reported, ${tokens(metered)} metered`,
      );
    default:
      return [];
  }
}

function tokens(count: number | null): string {
  return count === null ? 'none' : `${count} tokens`;
}
