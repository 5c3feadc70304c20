/** What the emulated Blesta remembers. `reset` puts fresh tables in place, so nothing may hold on to them. */
import type { Decimal } from '../billing-desk/decimal.ts';

export interface BlestaUser {
  readonly id: number;
  readonly username: string;
  readonly password: string;
  readonly recoveryEmail: string;
  readonly addedAtMs: number;
}

export interface BlestaClient {
  readonly id: number;
  readonly userId: number;
  readonly contactId: number;
  clientGroupId: number;
  status: string;
  /** `first_name`, `last_name`, `email`, `company`, the address, as they came. */
  readonly contact: Record<string, string>;
  readonly settings: Record<string, string>;
  readonly numbers: readonly Readonly<Record<string, string>>[];
  readonly addedAtMs: number;
}

export interface BlestaLine {
  readonly id: number;
  readonly description: string;
  readonly qty: Decimal;
  readonly amount: Decimal;
  readonly tax: boolean;
  readonly serviceId: string | null;
}

export type InvoiceStatus = 'active' | 'draft' | 'proforma' | 'void';

export interface BlestaInvoice {
  readonly id: number;
  readonly clientId: number;
  dateBilledMs: number;
  dateDueMs: number;
  dateClosedMs: number | null;
  status: InvoiceStatus;
  currency: string;
  notePublic: string | null;
  notePrivate: string | null;
  lines: readonly BlestaLine[];
  deliveries: readonly { readonly id: number; readonly method: string }[];
  readonly meta: Map<string, string>;
}

export interface BlestaTransaction {
  readonly id: number;
  readonly clientId: number;
  readonly amount: Decimal;
  readonly currency: string;
  readonly type: string;
  status: string;
  readonly transactionId: string | null;
  readonly addedAtMs: number;
  readonly applied: {
    readonly invoiceId: number;
    readonly amount: Decimal;
    readonly atMs: number;
  }[];
}

export interface BlestaWebhook {
  readonly id: number;
  readonly companyId: number;
  readonly callback: string;
  readonly type: string;
  readonly method: string;
  readonly events: readonly string[];
}

export interface BlestaTables {
  readonly users: Map<number, BlestaUser>;
  readonly clients: Map<number, BlestaClient>;
  readonly invoices: Map<number, BlestaInvoice>;
  readonly transactions: Map<number, BlestaTransaction>;
  readonly webhooks: Map<number, BlestaWebhook>;
  readonly lastIds: Map<string, number>;
}

export const COMPANY_ID = 1;
export const CLIENT_GROUP_ID = 1;
export const CURRENCIES = ['USD', 'EUR', 'GBP', 'JPY', 'PLN', 'CHF'] as const;

export function emptyTables(): BlestaTables {
  return {
    users: new Map(),
    clients: new Map(),
    invoices: new Map(),
    transactions: new Map(),
    webhooks: new Map(),
    lastIds: new Map(),
  };
}

export function nextId(tables: BlestaTables, kind: string): number {
  const id = (tables.lastIds.get(kind) ?? 0) + 1;
  tables.lastIds.set(kind, id);
  return id;
}
