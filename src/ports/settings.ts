import type { Seller } from '#core/invoicing/manifest.ts';
import type { OutlierRule } from '#core/invoicing/outlier.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { PriceTerms } from '#core/prices/shown-price.ts';
import type { AddressProof } from '#core/sign-in/identity-entry.ts';

/** What use cases need to know of the provider's settings. Secrets and addresses of systems stay with the adapters. */
export interface Settings {
  /** Where this service is reached, without a trailing slash; also the `aud` of signed requests. */
  readonly origin: string;
  /** IANA name; calendar months are of this zone. */
  readonly timeZone: string;
  /** What clients may be billed in; the first is the default. */
  readonly currencies: readonly [CurrencyCode, ...CurrencyCode[]];
  readonly seller: Seller;
  /** Who is warned when something is wrong with the service; undefined where nobody is. */
  readonly operatorEmail: string | undefined;
  /** The service runs on its developer's machine: webhooks may go to loopback without TLS. */
  readonly development: boolean;
  readonly brand: Brand;
  /** Origins of other client areas that may frame the embedded panel. */
  readonly embedAncestors: readonly string[];
  /** How many calls an API key may make a minute. */
  readonly apiCallsPerMinute: number;
  /** What proves the address of somebody whom another system has recognised. */
  readonly addressProof: AddressProof;
  /** In the provider's words, `{number}` for a document's own; empty where a billing system takes the money. */
  readonly howToPay: string;
  /** Calendar days from issue to due date. */
  readonly paymentDays: number;
  readonly outlier: OutlierRule;
  /** Years for which tax law wants invoices kept, with whom they were made out to. */
  readonly invoiceRetentionYears: number;
  /** Whether the panel's servers are looked at every hour. */
  readonly metering: boolean;
  /** Months before the running one whose sightings are kept. */
  readonly meteringKeptMonths: number;
  /** Days for which a letter or delivery that is done stays in the books. */
  readonly outboxKeptDays: number;
  /** How far two measurements of a server may lie apart; undefined where only one is taken. */
  readonly usageTolerancePercent: number | undefined;
  /** The longest that one call to the panel or the billing system may take. */
  readonly longestCallMs: number;
  /** How long a write whose reply was lost may still be done by the billing system; nobody looks before. */
  readonly billingSettleMs: number;
  /** Invoice numbers are this, the year, a dash and six digits. */
  readonly invoiceNumberPrefix: string;
  /** Whether a suspended server costs, as far as estimates need to know. */
  readonly suspendedCosts: boolean;
  /** Tax and discounts in the prices that the panel shows; invoices know neither. */
  readonly priceTerms: PriceTerms;
  readonly moving: MovingSettings;
  readonly abuse: AbuseSettings;
}

/** How much of us strangers may use. */
export interface AbuseSettings {
  /** Mails a day (UTC) that others may cause to one mailbox; those for a new password are counted apart. */
  readonly mailsPerAddress: number;
  /** Mails a day (UTC) that strangers may cause to everybody together. */
  readonly mailsPerDay: number;
  /** Whether somebody passes whom nobody could check, because the service that checks does not answer. */
  readonly passesUnchecked: boolean;
  /** The longest that a body may take to arrive. */
  readonly bodyTimeoutMs: number;
}

/** For whoever comes from the add-on before us. */
export interface MovingSettings {
  /** How far the money of one server may be apart in a shadow month and still be equal; smallest unit. */
  readonly shadowToleranceMinor: number;
  /** Whether an imported client has to accept the texts here before we bill them. */
  readonly cutOverNeedsTerms: boolean;
}

/** What the provider's pages and mails look like. */
export interface Brand {
  /** `#rrggbb`; shown as it is where it can be read. */
  readonly accent: string;
  /** `https:` or `data:image/`; the name's first character stands in for it where there is none. */
  readonly logoUrl: string | undefined;
}
