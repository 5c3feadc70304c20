import type { CurrencyCode } from '#core/money.ts';
import type { RefusalWords } from '../wire/refusal-code.ts';

/** Each stands in docs/settings.md under `UBERSMITH_…`. */
export interface UbersmithSettings {
  /** Where Ubersmith lies, with its path, without a slash at the end. */
  readonly url: string;
  /** Behind `url`, with its slashes. */
  readonly apiPath: string;
  readonly apiUser: string;
  readonly apiToken: string;
  /** Of the brand. No call tells it, so documents in any other are refused. */
  readonly currency: CurrencyCode;
  readonly brandId: string | undefined;
  /** Ids of the taxes that each line is under. */
  readonly taxIds: readonly string[];
  /** Not documented: whether a service may cost less than nothing. */
  readonly negativeLines: boolean;
  /** The period of a service that is billed once; `0` by the samples, not by a sentence. */
  readonly oneTimePeriod: string;
  /** Not documented: `date` sends `YYYY-MM-DD`, `unix` seconds. */
  readonly dueDateFormat: 'date' | 'unix';
  /** Where clients pay, with `{id}` if the address knows invoices. */
  readonly portalUrl: string;
  /** One form field each; PHP drops what is beyond its `max_input_vars`. Longer documents are grouped. */
  readonly linesMax: number;
  /** Not documented: in which words it refuses. These come before ours. */
  readonly refusalWords: RefusalWords;
  /** Of a line's text there, our mark included. Not documented: how many are kept. */
  readonly lineCharacters: number;
  /** That we bill in; the probe compares. */
  readonly currencies: readonly CurrencyCode[];
  readonly timeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
}
