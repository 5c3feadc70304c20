import { describe, expect, it } from 'vitest';
import { isGuessable } from '#core/sign-in/guessable-password.ts';

describe('isGuessable', () => {
  it.each([
    'password',
    'Password1',
    'P@ssw0rd',
    'Passw0rd!',
    'PASSWORD2026!',
    '123password',
    'qwerty123',
    'Qwertyuiop',
    'poiuytrewq',
    '12345678',
    '87654321',
    'iloveyou2',
    'Summer2026!',
    'Sommer2026'.replace('Sommer', 'Winter'),
    'Admin@123',
    'aaaaaaaa',
    'abcabcabc',
    '12121212',
    'monkey!!',
    'passwort1',
    'contrasena9',
    'ｐａｓｓｗｏｒｄ１',
    'trustno1',
  ])('knows %j', (password) => {
    expect(isGuessable(password, [])).toBe(true);
  });

  it.each([
    'correct horse battery staple',
    'Abcdef123',
    'Another-Pass-8',
    'tr0ub4dor&3',
    'k7!mQ2zpX',
    'my summer in Accra',
    'password of my grandmother',
  ])('lets %j pass', (password) => {
    expect(isGuessable(password, [])).toBe(false);
  });

  it('knows names and addresses around the account, with digits around them', () => {
    const personal = ['søren.kjær@fjordkode.example', 'Søren Kjær', 'Nordic Hosting'];
    for (const password of ['Fjordkode1', 'søren1984', 'nordic!!!', '2026Nordic']) {
      expect(isGuessable(password, personal), password).toBe(true);
    }
    expect(isGuessable('the fjordkode bakery', personal)).toBe(false);
    expect(isGuessable('विद्या1984', ['विद्या देवी'])).toBe(true);
    expect(isGuessable('josé1984', ['Jose\u0301 Pe\u0301rez'])).toBe(true);
    expect(isGuessable('Kjel1234', ['Kjel'])).toBe(true);
    expect(isGuessable('Bo-2026-x!', ['Bo'])).toBe(false);
  });
});
