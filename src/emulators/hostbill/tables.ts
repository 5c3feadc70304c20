/** What the emulated HostBill remembers. `reset` puts fresh tables in place, so nothing may hold on to them. */
import type { Decimal } from '../billing-desk/decimal.ts';

export interface HostbillClient {
  readonly id: number;
  /** All fields as HostBill names them, `password` and `currency_id` aside. */
  readonly fields: Record<string, string>;
  password: string;
  currencyId: string;
  readonly createdAtMs: number;
}

export interface HostbillItem {
  readonly id: number;
  readonly description: string;
  /** Of one, in whole cents. */
  readonly amount: Decimal;
  readonly qty: Decimal;
  readonly taxed: boolean;
}

export type InvoiceStatus = 'Draft' | 'Unpaid' | 'Paid' | 'Cancelled' | 'Refunded';

export interface HostbillInvoice {
  readonly id: number;
  readonly clientId: number;
  readonly currencyId: string;
  status: InvoiceStatus;
  /** Calendar dates `YYYY-MM-DD`. */
  date: string;
  dueDate: string;
  paidAtMs: number | null;
  paidId: string;
  taxRate: Decimal;
  taxRate2: Decimal;
  credit: Decimal;
  paymentModule: string;
  notes: string;
  items: readonly HostbillItem[];
  readonly metadata: Map<string, string>;
}

export interface HostbillTransaction {
  readonly id: number;
  readonly clientId: number;
  readonly invoiceId: number;
  readonly amount: Decimal;
  readonly fee: Decimal;
  readonly module: string;
  readonly number: string;
  readonly atMs: number;
  /** Money that went back to the client. */
  refunded: boolean;
}

export interface HostbillMail {
  readonly clientId: number;
  readonly about: string;
  readonly atMs: number;
}

export interface HostbillTables {
  readonly clients: Map<number, HostbillClient>;
  readonly invoices: Map<number, HostbillInvoice>;
  readonly transactions: Map<number, HostbillTransaction>;
  readonly mails: HostbillMail[];
  readonly lastIds: Map<string, number>;
}

/** The main currency is id 0. */
export const CURRENCIES = [
  { id: '0', code: 'USD', sign: '$', rate: '1.0000' },
  { id: '1', code: 'EUR', sign: '', rate: '0.9200' },
  { id: '2', code: 'GBP', sign: '', rate: '0.7900' },
  { id: '3', code: 'PLN', sign: '', rate: '3.9500' },
  { id: '4', code: 'CHF', sign: '', rate: '0.8800' },
] as const;

/** By id; the first is what a new invoice gets. */
export const PAYMENT_MODULES: ReadonlyMap<string, string> = new Map([
  ['33', 'BankTransfer'],
  ['22', 'PayPal'],
]);

export function emptyTables(): HostbillTables {
  return {
    clients: new Map(),
    invoices: new Map(),
    transactions: new Map(),
    mails: [],
    lastIds: new Map(),
  };
}

export function nextId(tables: HostbillTables, kind: string): number {
  const id = (tables.lastIds.get(kind) ?? 0) + 1;
  tables.lastIds.set(kind, id);
  return id;
}

export function currencyOf(id: string) {
  return CURRENCIES.find((currency) => currency.id === id) ?? CURRENCIES[0];
}
