import { describe, expect, it } from 'vitest';
import { refusedAgain } from '#core/letter-again.ts';

const HOUR_MS = 3_600_000;
const LETTER = {
  state: 'failed',
  topic: 'invoice_issued',
  lastError: 'mail_rejected_address',
  writtenAtMs: 0,
};

describe('refusedAgain', () => {
  it.each([
    [{}, 10_000, undefined],
    [{ topic: '' }, 10_000, undefined],
    [{ state: 'unknown' }, 0, 'letter_outcome_unknown'],
    [{ state: 'pending' }, 0, 'letter_not_failed'],
    [{ state: 'done' }, 0, 'letter_not_failed'],
    [{ state: 'dismissed' }, 0, 'letter_not_failed'],
    [{ lastError: 'letter_unreadable' }, 0, 'letter_unreadable'],
    [{ topic: 'reset_password' }, 0.9, undefined],
    [{ topic: 'reset_password' }, 1, 'letter_link_expired'],
    [{ topic: 'verify_address' }, 23, undefined],
    [{ topic: 'verify_address' }, 24, 'letter_link_expired'],
    [{ topic: 'confirm_new_email' }, 24, 'letter_link_expired'],
    [{ topic: 'invitation' }, 24 * 7 - 1, undefined],
    [{ topic: 'invitation' }, 24 * 7, 'letter_link_expired'],
  ])('%j after %d hours: %s', (deviation, hours, expected) => {
    expect(refusedAgain({ ...LETTER, ...deviation }, hours * HOUR_MS)).toBe(expected);
  });
});
