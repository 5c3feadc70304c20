import type { CurrencyCode } from '#core/money.ts';

/** Each stands in docs/settings.md under `WHMCS_…`. */
export interface WhmcsSettings {
  /** Where WHMCS lies, as clients see it; `/includes/api.php` at its end does not matter. */
  readonly url: string;
  readonly identifier: string;
  readonly secret: string;
  /** `$api_access_key` of its configuration.php; lifts the check of the caller's address. */
  readonly accessKey: string | undefined;
  /** Module name such as `banktransfer`; undefined leaves the choice to WHMCS. */
  readonly paymentMethod: string | undefined;
  /** Group of the clients that we make. */
  readonly clientGroupId: number | undefined;
  /** Whether WHMCS puts its tax rules on our lines. */
  readonly taxed: boolean;
  /** Whether WHMCS mails the invoice when it is published. */
  readonly mailInvoices: boolean;
  /** Not documented: whether an invoice may be below zero, which a credit note is. */
  readonly negativeLines: boolean;
  /** Three form fields each; PHP drops what is beyond its `max_input_vars`. The rest of a longer document goes into further calls. */
  readonly linesACall: number;
  /** Of a line's text there, our mark included. Not documented: how many are kept. */
  readonly lineCharacters: number;
  /** Shared with the hook file. */
  readonly signalSecret: string | undefined;
  /** That we bill in; the probe looks for them. */
  readonly currencies: readonly CurrencyCode[];
  readonly timeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
}
