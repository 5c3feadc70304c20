import { describe, expect, it } from 'vitest';
import { documentState } from '#core/invoicing/document-state.ts';

const DUE_AT_MS = 1_000;

describe('documentState', () => {
  it('is due up to the instant of its due date, and past due from the next', () => {
    expect(documentState({ kind: 'invoice', dueAtMs: DUE_AT_MS }, 0)).toBe('due');
    expect(documentState({ kind: 'supplement', dueAtMs: DUE_AT_MS }, DUE_AT_MS)).toBe('due');
    expect(documentState({ kind: 'invoice', dueAtMs: DUE_AT_MS }, DUE_AT_MS + 1)).toBe('past_due');
  });

  it('asks for nothing in a credit note, however old', () => {
    expect(documentState({ kind: 'credit_note', dueAtMs: DUE_AT_MS }, 9_999)).toBe('credit');
  });
});
