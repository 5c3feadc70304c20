/** What the emulated Ubersmith remembers. `reset` puts fresh tables in place, so nothing may hold on to them. */
import type { Decimal } from '../billing-desk/decimal.ts';

export interface UbersmithClient {
  readonly id: number;
  /** As Ubersmith names them: first, last, company, email, address, city, state, zip, country, phone, … */
  readonly fields: Record<string, string>;
  login: string;
  password: string;
  active: boolean;
  /** Shown on the emulator's page only: the API has no such field. */
  currency: string;
  readonly metadata: Record<string, string>;
  readonly createdAtMs: number;
  latestInvoiceMs: number | null;
}

export interface UbersmithService {
  readonly id: number;
  readonly clientId: number;
  description: string;
  price: Decimal;
  quantity: Decimal;
  /** Months; what 0 means is a switch. */
  period: number;
  readonly startMs: number;
  readonly endMs: number | null;
  renewMs: number;
  active: boolean;
  billed: boolean;
  readonly taxIds: readonly string[];
  readonly discount: Decimal;
  readonly comment: string;
  readonly metadata: Record<string, string>;
}

export interface InvoicePack {
  readonly serviceId: number | null;
  readonly description: string;
  /** Of one, in whole cents; named for what a hook may change. */
  readonly amount: Decimal;
  readonly quantity: Decimal;
  readonly taxIds: readonly string[];
}

/** 2 is disregarded: it counts no more, and nothing more is owed on it. */
export type PaidState = 0 | 1 | 2;

export interface UbersmithInvoice {
  readonly id: number;
  readonly clientId: number;
  readonly dateMs: number;
  readonly dueMs: number;
  paid: PaidState;
  paidAtMs: number | null;
  packs: readonly InvoicePack[];
  readonly taxPercent: Decimal;
  readonly credits: readonly { readonly id: number; readonly amount: Decimal }[];
}

export interface UbersmithPayment {
  readonly id: number;
  readonly invoiceId: number;
  readonly amount: Decimal;
  readonly atMs: number;
  refunded: boolean;
}

export interface UbersmithCredit {
  readonly id: number;
  readonly clientId: number;
  readonly value: Decimal;
  readonly reason: string;
  readonly dateMs: number;
  active: boolean;
}

export interface UbersmithTables {
  readonly clients: Map<number, UbersmithClient>;
  readonly services: Map<number, UbersmithService>;
  readonly invoices: Map<number, UbersmithInvoice>;
  readonly payments: Map<number, UbersmithPayment>;
  readonly credits: Map<number, UbersmithCredit>;
  readonly lastIds: Map<string, number>;
}

/** So that ids of different kinds are not mistaken for each other unnoticed. */
const FIRST_IDS: Readonly<Record<string, number>> = { client: 1001, service: 201, invoice: 50_001 };

export function emptyTables(): UbersmithTables {
  return {
    clients: new Map(),
    services: new Map(),
    invoices: new Map(),
    payments: new Map(),
    credits: new Map(),
    lastIds: new Map(),
  };
}

export function nextId(tables: UbersmithTables, kind: string): number {
  const last = tables.lastIds.get(kind);
  const id = last === undefined ? (FIRST_IDS[kind] ?? 1) : last + 1;
  tables.lastIds.set(kind, id);
  return id;
}
