/**
 * What the emulated WHMCS remembers. `reset` puts fresh tables in place, so nothing may hold on to
 * `installation.tables` across requests. Everything in the tables can be copied by `structuredClone`.
 *
 * Money is integer hundredths of the client's currency: WHMCS stores two decimals whatever the currency.
 */
import type { Access } from './settings/access.ts';
import type { Catalogue } from './settings/catalogue.ts';
import type { Options } from './settings/options.ts';
import type { OpenIdClient, OpenIdGrant, Session, SsoToken } from './sign-on.ts';

export interface User {
  readonly id: number;
  readonly uuid: string;
  firstName: string;
  lastName: string;
  email: string;
  password: string;
  language: string;
  isEmailVerified: boolean;
  hasTwoFactor: boolean;
  readonly createdAtMs: number;
}

export const PROFILE_FIELDS = [
  'firstname',
  'lastname',
  'companyname',
  'email',
  'address1',
  'address2',
  'city',
  'state',
  'postcode',
  'country',
  'phonenumber',
  'tax_id',
  'notes',
  'language',
] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];

/** The vendor's spelling, mistakes included. */
export const CLIENT_FLAGS = [
  'taxexempt',
  'latefeeoveride',
  'overideduenotices',
  'separateinvoices',
  'disableautocc',
  'overrideautoclose',
  'marketingoptin',
] as const;
export type ClientFlag = (typeof CLIENT_FLAGS)[number];

export const EMAIL_KINDS = [
  'general',
  'invoice',
  'support',
  'product',
  'domain',
  'affiliate',
] as const;
export type EmailKind = (typeof EMAIL_KINDS)[number];

export type ClientStatus = 'Active' | 'Inactive' | 'Closed';

export interface Client {
  readonly id: number;
  readonly uuid: string;
  readonly ownerUserId: number;
  readonly profile: Record<ProfileField, string>;
  readonly flags: Record<ClientFlag, boolean>;
  readonly emailPreferences: Record<EmailKind, boolean>;
  customFields: Record<string, string>;
  currencyId: number;
  groupId: number;
  defaultGateway: string;
  status: ClientStatus;
  creditMinor: number;
  allowsSingleSignOn: boolean;
  readonly createdAtMs: number;
}

export const INVOICE_STATUSES = [
  'Draft',
  'Unpaid',
  'Paid',
  'Cancelled',
  'Refunded',
  'Collections',
  'Payment Pending',
] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

export interface InvoiceLine {
  readonly id: number;
  readonly type: string;
  readonly relatedId: number;
  description: string;
  amountMinor: number;
  taxed: boolean;
}

export interface Invoice {
  readonly id: number;
  number: string;
  readonly clientId: number;
  /** Dates as stored, `YYYY-MM-DD`; times `YYYY-MM-DD HH:mm:ss` in the server's zone; zeros for none. */
  date: string;
  dueDate: string;
  paidAt: string;
  refundedAt: string;
  cancelledAt: string;
  lastCaptureAttempt: string;
  status: InvoiceStatus;
  paymentMethod: string;
  notes: string;
  lines: InvoiceLine[];
  /** Thousandths of a percent: 19 % is 19000. */
  taxRateMilli: number;
  taxRate2Milli: number;
  subtotalMinor: number;
  taxMinor: number;
  tax2Minor: number;
  creditMinor: number;
  totalMinor: number;
  readonly createdAt: string;
  updatedAt: string;
}

export interface Transaction {
  readonly id: number;
  readonly clientId: number;
  readonly currencyId: number;
  readonly gateway: string;
  readonly date: string;
  readonly description: string;
  readonly amountInMinor: number;
  readonly feesMinor: number;
  readonly amountOutMinor: number;
  readonly rate: string;
  readonly transactionId: string;
  readonly invoiceId: number;
  readonly refundOf: number;
}

export interface CreditEntry {
  readonly id: number;
  readonly clientId: number;
  readonly date: string;
  readonly description: string;
  readonly amountMinor: number;
  readonly relatedId: number;
}

export interface BillableItem {
  readonly id: number;
  readonly clientId: number;
  readonly description: string;
  readonly amountMinor: number;
  readonly action: string;
  readonly dueDate: string;
  invoiceId: number | null;
}

export interface Email {
  readonly id: number;
  readonly clientId: number;
  readonly date: string;
  readonly template: string;
  readonly subject: string;
  readonly message: string;
  readonly to: string;
}

export interface ActivityEntry {
  readonly id: number;
  readonly clientId: number;
  readonly date: string;
  readonly description: string;
  readonly username: string;
}

/** What happened inside WHMCS: a PHP hook file would be called with it. */
export interface HookEvent {
  readonly hook: string;
  readonly invoiceId: number;
}

export interface Tables {
  readonly users: Map<number, User>;
  readonly clients: Map<number, Client>;
  readonly invoices: Map<number, Invoice>;
  readonly transactions: Map<number, Transaction>;
  readonly credits: Map<number, CreditEntry>;
  readonly billableItems: Map<number, BillableItem>;
  readonly emails: Map<number, Email>;
  readonly activity: Map<number, ActivityEntry>;
  readonly ssoTokens: Map<string, SsoToken>;
  readonly sessions: Map<string, Session>;
  readonly openIdClients: Map<number, OpenIdClient>;
  readonly codes: Map<string, OpenIdGrant>;
  readonly accessTokens: Map<string, OpenIdGrant>;
  /** `userId client_id` of those who agreed once. */
  readonly consents: Set<string>;
  /** Events that no delivery has been attempted for. */
  readonly events: HookEvent[];
  readonly catalogue: Catalogue;
  readonly access: Access;
  readonly options: Options;
  readonly lastIds: Map<string, number>;
}

export interface Installation {
  tables: Tables;
  readonly nowMs: () => number;
  /** Path of the installation as a browser sees it, for example `/emulators/whmcs`. */
  readonly webRoot: string;
}

export function nextId(tables: Tables, kind: string): number {
  const id = (tables.lastIds.get(kind) ?? 0) + 1;
  tables.lastIds.set(kind, id);
  return id;
}

/** A Map remembers the order of insertion: the oldest entry goes first. */
export function keepLatest<K, V>(map: Map<K, V>, limit: number): void {
  for (const key of map.keys()) {
    if (map.size <= limit) return;
    map.delete(key);
  }
}
