import { describe, expect, it } from 'vitest';
import { mailCountKey, mailDay, type StrangerLetter } from '#core/sign-in/stranger-mail.ts';

const letter = (kind: StrangerLetter['kind'], to: string) => ({ kind, to }) as StrangerLetter;

describe('mailCountKey', () => {
  it.each([
    ['verify_address', 'ada@example.com', 'letter|ada@example.com'],
    ['already_client', 'ada+one@example.com', 'letter|ada@example.com'],
    ['confirm_new_email', 'ada+one+two@example.com', 'letter|ada@example.com'],
    ['reset_password', 'ada@example.com', 'reset|ada@example.com'],
    ['verify_address', '"a@b"@example.com', 'letter|"a@b"@example.com'],
    ['verify_address', 'ada@plus+host.example', 'letter|ada@plus+host.example'],
  ] as const)('of %s to %s is %s', (kind, to, key) => {
    expect(mailCountKey(letter(kind, to))).toBe(key);
  });
});

describe('mailDay', () => {
  it('changes at midnight in UTC', () => {
    const midnight = Date.parse('2026-11-11T00:00:00Z');
    expect([mailDay(midnight - 1), mailDay(midnight)]).toEqual(['2026-11-10', '2026-11-11']);
  });
});
