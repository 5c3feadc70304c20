import type { CurrencyCode } from '#core/money.ts';

/** Each stands in docs/settings.md under `BLESTA_…`. */
export interface BlestaSettings {
  /** Where Blesta lies, with its path, without a slash at the end. */
  readonly url: string;
  /** Behind `url`: `/api`, or `/index.php/api` where addresses are not rewritten. */
  readonly apiPath: string;
  readonly apiUser: string;
  readonly apiKey: string;
  readonly companyId: string;
  readonly clientGroupId: string;
  /** Empty: `clients/getList` is asked without a status, which means all; an encoded install may want each by name. */
  readonly clientStatuses: readonly string[];
  /** Whether Blesta puts its tax rules on our lines. */
  readonly taxable: boolean;
  /** Whether Blesta mails the invoice. */
  readonly mailInvoices: boolean;
  /** Not documented: whether a line may be negative. */
  readonly negativeLines: boolean;
  /** Four form fields each; PHP drops what is beyond its `max_input_vars`. Longer documents are grouped. */
  readonly linesMax: number;
  /** `filter` needs the newer argument of `invoices/getList`; `search` is the older call. */
  readonly invoiceLookup: 'filter' | 'search';
  /** Of the Shared Login plugin; without it the pay link asks for a login. */
  readonly sharedLoginKey: string | undefined;
  /** Behind `url`, with `{id}`; not documented. */
  readonly payPath: string;
  /** In the query of the webhook's address, as `key`. */
  readonly signalSecret: string | undefined;
  /** Of a line's text there, our mark included. Not documented: how many are kept. */
  readonly lineCharacters: number;
  /** That we bill in; the probe looks for them. */
  readonly currencies: readonly CurrencyCode[];
  readonly timeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
}
