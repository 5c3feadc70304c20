import { describe, expect, it } from 'vitest';
import {
  PASSWORD_MAX_CHARACTERS,
  PASSWORD_MIN_CHARACTERS,
  passwordFault,
} from '#core/enrolment/password-rule.ts';

describe('passwordFault', () => {
  it.each([
    ['Abcdefg1', undefined],
    ['ABCDEFG1', undefined],
    ['Пароль123', undefined],
    ['A b c d 1', undefined],
    ['Abcdef1', 'too_short'],
    ['', 'too_short'],
    ['abcdefg1', 'no_upper_case'],
    ['пароль123', 'no_upper_case'],
    ['Abcdefgh', 'no_digit'],
    ['abcdefgh', 'no_upper_case'],
  ])('finds in %j: %s', (password, fault) => {
    expect(passwordFault(password)).toBe(fault);
  });

  it('allows exactly the shortest and the longest', () => {
    expect(passwordFault('A1'.padEnd(PASSWORD_MIN_CHARACTERS, 'x'))).toBeUndefined();
    expect(passwordFault('A1'.padEnd(PASSWORD_MIN_CHARACTERS - 1, 'x'))).toBe('too_short');
    expect(passwordFault('A1'.padEnd(PASSWORD_MAX_CHARACTERS, 'x'))).toBeUndefined();
    expect(passwordFault('A1'.padEnd(PASSWORD_MAX_CHARACTERS + 1, 'x'))).toBe('too_long');
  });

  it('counts characters, not the units they are stored in', () => {
    expect(passwordFault(`A1${'😀'.repeat(5)}`)).toBe('too_short');
    expect(passwordFault(`A1${'😀'.repeat(6)}`)).toBeUndefined();
    expect(passwordFault(`A1${'😀'.repeat(PASSWORD_MAX_CHARACTERS - 2)}`)).toBeUndefined();
  });

  it('asks for what the panel asks for', () => {
    expect(PASSWORD_MIN_CHARACTERS).toBe(8);
  });
});
