// From which month on a client who came from the add-on is billed here, and the way back.
import { type BillingMonth, monthAfter } from '#core/month.ts';
import type { BilledFrom } from '#core/moving/billed-by-us.ts';
import type { ShadowVerdict } from '#core/moving/compare-months.ts';

/** What decides about one client. */
export interface CutOverFacts {
  readonly billedFrom: BilledFrom;
  /** Whether all texts in force are accepted here. */
  readonly termsAccepted: boolean;
  /** Of the shadow month that was named; undefined where that has nothing about the client. */
  readonly shadow: ShadowVerdict | undefined;
  /** The newest month of which we made a document for the client; empty without any. */
  readonly newestBilled: BillingMonth | '';
  readonly isEnrolled: boolean;
}

/** Why a client stays where they are; stable codes. */
export type CutOverRefusal =
  | 'not_imported'
  | 'not_enrolled'
  | 'cut_over_already'
  | 'terms_not_accepted'
  | 'shadow_not_equal'
  | 'billed_here';

export type CutOverDecision = 'change' | 'unchanged' | CutOverRefusal;

export interface CutOverRules {
  /** Whether clients have to accept the texts here first (`CUT_OVER_NEEDS_TERMS`). */
  readonly needsTerms: boolean;
  /** Only those whose shadow month was equal. */
  readonly onlyEqual: boolean;
}

/** Whether a client may be billed here from `from` on. Repeating it changes nothing; another month wants the way back first. */
export function decideCutOver(
  facts: CutOverFacts | undefined,
  from: BillingMonth,
  { needsTerms, onlyEqual }: CutOverRules,
): CutOverDecision {
  if (!facts) return 'not_imported';
  if (facts.billedFrom === from) return 'unchanged';
  if (facts.billedFrom !== '') return 'cut_over_already';
  if (!facts.isEnrolled) return 'not_enrolled';
  if (needsTerms && !facts.termsAccepted) return 'terms_not_accepted';
  return onlyEqual && facts.shadow !== 'equal' ? 'shadow_not_equal' : 'change';
}

/** Whether the add-on may have the client back: as long as we have billed nothing of what was ours. */
export function decideCutBack(facts: CutOverFacts | undefined): CutOverDecision {
  if (!facts) return 'not_imported';
  if (facts.billedFrom === '') return 'unchanged';
  return facts.newestBilled >= facts.billedFrom ? 'billed_here' : 'change';
}

export type CutOverMonthRefusal =
  | { readonly reason: 'cut_over_month_over'; readonly running: BillingMonth }
  | { readonly reason: 'cut_over_month_far'; readonly latest: BillingMonth };

/**
 * The running month or the next one: a month that is over was the add-on's to bill, perhaps this minute, and a year typed
 * wrong would leave a client to nobody for that long.
 */
export function checkCutOverMonth(
  month: BillingMonth,
  running: BillingMonth,
): CutOverMonthRefusal | undefined {
  const latest = monthAfter(running);
  if (month < running) return { reason: 'cut_over_month_over', running };
  return month > latest ? { reason: 'cut_over_month_far', latest } : undefined;
}
