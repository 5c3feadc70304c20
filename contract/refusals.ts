// What a system refuses with, in its own words: what an operator makes the setting `…_REFUSAL_WORDS` of.
import {
  REFUSAL_CODES,
  type RefusalWords,
  refusalReader,
} from '../src/adapters/billing/wire/refusal-code.ts';

/** A refusal as it was heard. */
export interface Refusal {
  readonly call: string;
  readonly status: number;
  readonly words: string;
}

/** What a refusal is taken for, by its name in the setting. */
export type MeaningReader = (refusal: Refusal) => string;

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(REFUSAL_CODES).map(([name, code]) => [code, name]),
);

export function meaningReader(own: RefusalWords): MeaningReader {
  const codeOf = refusalReader(own);
  return ({ status, words }) => NAMES.get(codeOf(status, words)) ?? 'none of them';
}
