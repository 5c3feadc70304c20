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
    ['abcdefg1', undefined],
    ['A b c d 1', undefined],
    ['correct horse battery staple', undefined],
    ['Abcdef1', 'too_short'],
    ['', 'too_short'],
    ['Пароль123', 'guessable'],
    ['P@ssw0rd!', 'guessable'],
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

  it('wants no more characters than the panel, to which it may be handed', () => {
    expect(PASSWORD_MIN_CHARACTERS).toBe(8);
  });

  it('knows what belongs to the person', () => {
    const personal = ['grace.hopper@example.com', 'Grace Hopper', 'Cobol Hosting'];
    expect(passwordFault('hopper1906', personal)).toBe('guessable');
    expect(passwordFault('hopper1906')).toBeUndefined();
  });
});
