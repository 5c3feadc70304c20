import { describe, expect, it } from 'vitest';
import type { PaymentState } from '#core/delivery/payment.ts';
import { documentState } from '#core/invoicing/document-state.ts';

const DUE_AT_MS = 1_000;
const document = { kind: 'invoice', dueAtMs: DUE_AT_MS, payment: '' } as const;

describe('documentState', () => {
  it('is due up to the instant of its due date, and past due from the next', () => {
    expect(documentState(document, 0)).toBe('due');
    expect(documentState({ ...document, kind: 'supplement' }, DUE_AT_MS)).toBe('due');
    expect(documentState(document, DUE_AT_MS + 1)).toBe('past_due');
  });

  it.each(['paid', 'partially_paid', 'refunded', 'cancelled'] satisfies PaymentState[])(
    'is %s where the billing system says so, whatever the date',
    (payment) => {
      expect(documentState({ ...document, payment }, DUE_AT_MS + 1)).toBe(payment);
    },
  );

  it.each(['open', 'missing'] satisfies PaymentState[])(
    'goes by its date while it is %s',
    (payment) => {
      expect(documentState({ ...document, payment }, 0)).toBe('due');
      expect(documentState({ ...document, payment }, DUE_AT_MS + 1)).toBe('past_due');
    },
  );

  it('asks for nothing in a credit note, however old and whatever is said of its payment', () => {
    expect(documentState({ ...document, kind: 'credit_note' }, 9_999)).toBe('credit');
    expect(documentState({ ...document, kind: 'credit_note', payment: 'paid' }, 0)).toBe('credit');
  });
});
