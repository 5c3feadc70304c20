import { describe, expect, it } from 'vitest';
import { LINK_VALID_MS, linkState, RESET_VALID_MS } from '#core/enrolment/link.ts';

const link = { expiresAtMs: 1000, usedAtMs: null };

describe('linkState', () => {
  it('is valid up to the last millisecond', () => {
    expect(linkState(link, 999)).toBe('valid');
  });

  it('is expired from the very instant on', () => {
    expect(linkState(link, 1000)).toBe('expired');
  });

  it('is used once its form was sent, also after it expired', () => {
    expect(linkState({ ...link, usedAtMs: 500 }, 999)).toBe('used');
    expect(linkState({ ...link, usedAtMs: 0 }, 999)).toBe('used');
    expect(linkState({ ...link, usedAtMs: 500 }, 1000)).toBe('used');
  });

  it('is unknown where there is no link', () => {
    expect(linkState(undefined, 999)).toBe('unknown');
  });
});

describe('LINK_VALID_MS', () => {
  it('is a day, and longer than a link to a new password lives', () => {
    expect(LINK_VALID_MS).toBe(86_400_000);
    expect(RESET_VALID_MS).toBe(3_600_000);
  });
});
