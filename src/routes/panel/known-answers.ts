import type { PanelPrices } from '#ports/panel-prices.ts';
import type { QuoteBasis } from '#usecases/prices/quote-price.ts';

/** A price as it was written down once, and what it was made from. */
export interface KnownAnswer {
  readonly basis: QuoteBasis;
  readonly body: string;
}

/** Some 5 MB. The oldest leave first. */
const ANSWERS_KEPT = 10_000;
/** No panel asks so much; what is longer is answered and not kept. */
const LONGEST_KEPT_QUESTION = 256;

/** By contract, of which an environment has one, because a contract and its settings decide what is written. */
const answersByContract = new WeakMap<PanelPrices, Map<string, KnownAnswer>>();

/**
 * Answers by the text of their questions, for one isolate. Whoever takes one checks that its basis still holds, and that
 * the question is authentic: neither is known here.
 */
export function knownAnswers(contract: PanelPrices): ReadonlyMap<string, KnownAnswer> {
  return answersOf(contract);
}

export function keepAnswer(contract: PanelPrices, question: string, answer: KnownAnswer): void {
  if (question.length > LONGEST_KEPT_QUESTION) return;
  const answers = answersOf(contract);
  answers.delete(question);
  answers.set(question, answer);
  const [oldest] = answers.keys();
  if (answers.size > ANSWERS_KEPT && oldest !== undefined) answers.delete(oldest);
}

function answersOf(contract: PanelPrices): Map<string, KnownAnswer> {
  const known = answersByContract.get(contract);
  if (known) return known;
  const answers = new Map<string, KnownAnswer>();
  answersByContract.set(contract, answers);
  return answers;
}
