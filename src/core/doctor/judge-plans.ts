// Plans of the panel that would give something away: tokens are what everything here is billed by.
import { failed, fine, listed, skipped, type Verdict, warning } from '#core/doctor/finding.ts';
import { checkPrices, type GivenPrices } from '#core/metering/server-state.ts';

/** A plan as the panel offers it, with the figures as they come. */
export interface OfferedPlan {
  readonly id: number;
  readonly name: string;
  readonly visible: boolean;
  readonly prices: GivenPrices;
  readonly backups: boolean;
  readonly additionalIps: boolean;
}

/** Servers by plan; `complete` is false where there were more than were read. */
export interface PlansInUse {
  readonly servers: ReadonlyMap<number, number>;
  readonly complete: boolean;
}

const REMEDY = 'Set tokens in the panel: Compute > Plans > the plan > Pricing.';

/** What a server on the plan costs by the hour and by the month, and what may be added to it, must have a price. */
export function judgePlans(plans: readonly OfferedPlan[], inUse: PlansInUse | undefined): Verdict {
  const concerned = plans.filter(({ id, visible }) => visible || inUse?.servers.has(id));
  if (concerned.length === 0) {
    return skipped('The panel offers no plan.', 'Make a plan with token prices in the panel.');
  }
  const faults = concerned.flatMap((plan) => faultOf(plan).map((fault) => ({ plan, fault })));
  if (faults.length === 0) {
    const rest = inUse && !inUse.complete ? ' Not all servers were looked at.' : '';
    return fine(`${plural(concerned.length, 'plan')} in use or on offer, all with prices.${rest}`);
  }
  const said = faults.map(({ plan, fault }) => `${nameOf(plan, inUse)} ${fault}`);
  const isFree = faults.some(({ fault }) => fault !== NO_BACKUPS && fault !== NO_ADDRESSES);
  return (isFree ? failed : warning)(`${listed(said)}.`, REMEDY);
}

const NO_BACKUPS = 'has no price for backups';
const NO_ADDRESSES = 'has no price for additional addresses';

function faultOf({ prices: given, backups, additionalIps }: OfferedPlan): string[] {
  const prices = checkPrices(given);
  if (prices === 'plan_malformed') return ['has a price that cannot be billed'];
  const faults: string[] = [];
  if (prices.tokensPerHour === 0) faults.push('has no price per hour');
  if (backups && prices.backupMilliPercent === 0) faults.push(NO_BACKUPS);
  if (additionalIps && prices.ipTokensPerHour === 0) faults.push(NO_ADDRESSES);
  return faults;
}

function nameOf({ id, name }: OfferedPlan, inUse: PlansInUse | undefined): string {
  const servers = inUse?.servers.get(id) ?? 0;
  return servers > 0 ? `“${name}” (${plural(servers, 'server')})` : `“${name}”`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
