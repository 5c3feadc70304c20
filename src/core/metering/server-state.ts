// What decides a server's price at one moment, and its one text form: the store compares and keeps that text.

/** What a plan costs. Tokens are the panel's integers. */
export interface PlanPrices {
  readonly tokensPerHour: number;
  /** The cap; 0 for none. */
  readonly tokensPerMonth: number;
  /** Thousandths of a percent of the runtime: the panel's percentage may have a fraction, and sums must not. */
  readonly backupMilliPercent: number;
  /** For each additional address. */
  readonly ipTokensPerHour: number;
  /** The cap of one address; 0 for none. */
  readonly ipTokensPerMonth: number;
}

/** Why a plan has no price that could be billed. */
export type PlanFault = 'plan_vanished' | 'plan_malformed';

export interface MeteredPlan {
  readonly id: number;
  readonly name: string;
  readonly prices: PlanPrices | PlanFault;
}

export interface ServerState {
  /** The panel user who pays. */
  readonly userId: number;
  readonly plan: MeteredPlan;
  readonly backups: boolean;
  readonly additionalIps: number;
  readonly suspended: boolean;
}

/** Beyond these no plan was ever meant; sums of a month stay exact integers below them. */
const MOST_TOKENS_PER_HOUR = 10_000_000;
const MOST_TOKENS_PER_MONTH = 10_000_000_000;
const MILLI_PERCENT = 1_000;

/** A plan's figures as the panel gives them; undefined where it gives none. */
export interface GivenPrices {
  readonly tokensPerHour: unknown;
  readonly tokensPerMonth: unknown;
  readonly backupPercent: unknown;
  readonly ipTokensPerHour: unknown;
  readonly ipTokensPerMonth: unknown;
}

/** Refuses negative, fractional and huge tokens, and percentages outside of 0 to 100. */
export function checkPrices(given: GivenPrices): PlanPrices | 'plan_malformed' {
  const tokensPerHour = count(given.tokensPerHour, MOST_TOKENS_PER_HOUR);
  const tokensPerMonth = count(given.tokensPerMonth ?? 0, MOST_TOKENS_PER_MONTH);
  const ipTokensPerHour = count(given.ipTokensPerHour ?? 0, MOST_TOKENS_PER_HOUR);
  const ipTokensPerMonth = count(given.ipTokensPerMonth ?? 0, MOST_TOKENS_PER_MONTH);
  const percent = given.backupPercent ?? 0;
  if (typeof percent !== 'number' || !(percent >= 0 && percent <= 100)) return 'plan_malformed';
  if (tokensPerHour === undefined || tokensPerMonth === undefined) return 'plan_malformed';
  if (ipTokensPerHour === undefined || ipTokensPerMonth === undefined) return 'plan_malformed';
  const backupMilliPercent = Math.round(percent * MILLI_PERCENT);
  return { tokensPerHour, tokensPerMonth, backupMilliPercent, ipTokensPerHour, ipTokensPerMonth };
}

function count(value: unknown, most: number): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most
    ? (value as number) // a safe integer
    : undefined;
}

/** A plan that the panel does not list any more keeps the prices that its servers had. */
export function withKnownPrices(before: ServerState | undefined, now: ServerState): ServerState {
  if (now.plan.prices !== 'plan_vanished' || typeof before?.plan.prices !== 'object') return now;
  if (now.plan.id !== 0 && now.plan.id !== before.plan.id) return now;
  return { ...now, plan: before.plan };
}

/** Equal states have equal texts: whether something changed is a comparison of texts. */
export function stateText({
  userId,
  plan,
  backups,
  additionalIps,
  suspended,
}: ServerState): string {
  const { prices } = plan;
  return JSON.stringify([
    userId,
    plan.id,
    plan.name,
    backups ? 1 : 0,
    additionalIps,
    suspended ? 1 : 0,
    ...(typeof prices === 'string' ? [prices] : pricesRow(prices)),
  ]);
}

/** Reads what `stateText` wrote. */
export function readState(text: string): ServerState {
  const [userId, id, name, backups, additionalIps, suspended, ...prices] = JSON.parse(text) as [
    number,
    number,
    string,
    number,
    number,
    number,
    ...(readonly [PlanFault] | PricesRow),
  ]; // written by stateText
  return {
    userId,
    plan: { id, name, prices: isFault(prices) ? prices[0] : pricesOf(prices) },
    backups: backups === 1,
    additionalIps,
    suspended: suspended === 1,
  };
}

type PricesRow = readonly [number, number, number, number, number];

function pricesRow(prices: PlanPrices): PricesRow {
  const { tokensPerHour, tokensPerMonth, backupMilliPercent } = prices;
  return [
    tokensPerHour,
    tokensPerMonth,
    backupMilliPercent,
    prices.ipTokensPerHour,
    prices.ipTokensPerMonth,
  ];
}

function isFault(row: readonly [PlanFault] | PricesRow): row is readonly [PlanFault] {
  return typeof row[0] === 'string';
}

function pricesOf(row: PricesRow): PlanPrices {
  const [tokensPerHour, tokensPerMonth, backupMilliPercent, ipTokensPerHour, ipTokensPerMonth] =
    row;
  return { tokensPerHour, tokensPerMonth, backupMilliPercent, ipTokensPerHour, ipTokensPerMonth };
}
