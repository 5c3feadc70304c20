import type { CurrencyCode } from '#core/money.ts';
import type { RefusalWords } from '../wire/refusal-code.ts';

/** Each stands in docs/settings.md under `HOSTBILL_…`. */
export interface HostbillSettings {
  /** Where HostBill lies, with its path, without a slash at the end. */
  readonly url: string;
  /** Behind `url`; providers rename the folder `admin`. */
  readonly apiPath: string;
  readonly apiId: string;
  readonly apiKey: string;
  /** Whether HostBill puts tax on our lines. */
  readonly taxable: boolean;
  /** Percent; undefined leaves what HostBill chooses. */
  readonly taxRate: string | undefined;
  /** Payment gateway of new invoices; undefined leaves what HostBill chooses. */
  readonly gatewayId: string | undefined;
  /** Whether HostBill mails the invoice. */
  readonly mailInvoices: boolean;
  /** Not documented: whether a line may be negative. */
  readonly negativeLines: boolean;
  /** Not documented: the argument of `getClients` that narrows by address; empty where there is none. Rows are compared in any case. */
  readonly clientFilter: string;
  /** Not documented: the words for a client who can be billed. One without a word can. */
  readonly activeStatuses: readonly string[];
  /** The longest list that is walked, in pages of some 25 rows. */
  readonly pagesMax: number;
  /** Opening a draft marks nothing, so a lost reply leaves an empty one: whether it is taken up again. */
  readonly adoptEmptyDraft: boolean;
  /** Not documented: seen with one provider. */
  readonly transactionFields: TransactionFields;
  readonly autologin: HostbillAutologin | undefined;
  /** Behind `url`, with `{id}`; not documented. */
  readonly payPath: string;
  /** Of the WebHooks plugin. */
  readonly signalSecret: string | undefined;
  /** Not documented: in which words it refuses. These come before ours. */
  readonly refusalWords: RefusalWords;
  /** Of a line's text there, our mark included. Not documented: how many are kept. */
  readonly lineCharacters: number;
  /** That we bill in; the probe looks for them. */
  readonly currencies: readonly CurrencyCode[];
  readonly timeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
}

/** Names of the two amounts of a transaction. */
export interface TransactionFields {
  readonly paid: string;
  readonly refunded: string;
}

export interface HostbillAutologin {
  readonly secret: string;
  readonly mode: 'md5' | 'hmac_sha256';
  /** Not documented: what the newer mode signs, with `{email}` and `{duration}`. */
  readonly hmacMessage: string;
}
