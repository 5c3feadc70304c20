import type { CurrencyCode } from '#core/money.ts';
import type { DeliveredDocument, Delivery, DeliveryJournal } from '#ports/billing-system.ts';

export const USD = 'USD' as CurrencyCode; // in the table of the money library
export const EUR = 'EUR' as CurrencyCode; // in the table of the money library

export const REFERENCE = 'PM-7K2Q9F3MAB';

/** Two lines of 10.00 and 2.34. */
export const DOCUMENT: DeliveredDocument = {
  reference: REFERENCE,
  number: 'INV-2026-000123',
  kind: 'invoice',
  month: '2026-10',
  currency: USD,
  issuedOn: '2026-11-01',
  dueOn: '2026-11-15',
  lines: [
    { key: '54s', text: 'web-1: 744 h', amountMinor: 1000 },
    { key: '54b', text: 'web-1: backups', amountMinor: 234 },
  ],
  totalMinor: 1234,
};

export const FIRST_TEXT = `web-1: 744 h [${REFERENCE}.54s]`;
export const SECOND_TEXT = `web-1: backups [${REFERENCE}.54b]`;

/** Longer than any system is sent. */
export const LONG_LINE = { key: '55s', text: 'x'.repeat(500), amountMinor: 1 };

export const EMPTY: DeliveryJournal = { phase: 'none', documentId: '', lines: {} };

export function delivery(
  journal: Partial<DeliveryJournal> = {},
  document: Partial<DeliveredDocument> = {},
): Delivery {
  return {
    document: { ...DOCUMENT, ...document },
    clientId: '7',
    journal: { ...EMPTY, ...journal },
  };
}

export const CREDIT_NOTE: Partial<DeliveredDocument> = {
  kind: 'credit_note',
  lines: [{ key: '54s', text: 'web-1: 10 h less', amountMinor: -100 }],
  totalMinor: -100,
};

/** As the routes hand a call of theirs over. */
export function signal(
  body: string,
  headers: Readonly<Record<string, string>> = {},
  { query = '', nowMs = Date.parse('2026-11-03T10:00:00Z') } = {},
) {
  return {
    headers: new Headers(headers),
    query: new URLSearchParams(query),
    body: new TextEncoder().encode(body),
    nowMs,
  };
}
