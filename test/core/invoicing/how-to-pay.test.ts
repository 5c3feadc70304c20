import { describe, expect, it } from 'vitest';
import { DOCUMENT_STATES } from '#core/invoicing/document-state.ts';
import { howToPay } from '#core/invoicing/how-to-pay.ts';

const WORDS = 'IBAN DE02 1203 0000\r\n\n  Reference: {number}, only {number} ';

describe('howToPay', () => {
  it('is the words line by line, with the number wherever they say so', () => {
    expect(howToPay(WORDS, 'INV-2026-000001', 'due')).toEqual([
      'IBAN DE02 1203 0000',
      'Reference: INV-2026-000001, only INV-2026-000001',
    ]);
  });

  it('is said of what is owed, and of nothing else', () => {
    const said = DOCUMENT_STATES.filter((state) => howToPay(WORDS, 'n', state).length > 0);
    expect(said).toEqual(['due', 'past_due', 'partially_paid']);
  });

  it('is nothing without words', () => {
    expect(howToPay('', 'n', 'due')).toEqual([]);
  });
});
