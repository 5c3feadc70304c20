import { describe, expect, it } from 'vitest';
import { permissionFor, permits } from '#core/operators/role.ts';
import { checkCode, isProved } from '#core/operators/session.ts';

describe('permits', () => {
  it.each([
    ['operator', 'read', true],
    ['operator', 'own_access', true],
    ['operator', 'change', true],
    ['reader', 'read', true],
    ['reader', 'own_access', true],
    ['reader', 'change', false],
  ] as const)('a %s may %s: %s', (role, permission, may) => {
    expect(permits(role, permission)).toBe(may);
  });
});

describe('permissionFor', () => {
  it('takes an action that nobody named for a change', () => {
    expect(permissionFor('read')).toBe('read');
    expect(permissionFor('open_session')).toBe('own_access');
    for (const action of ['plan', 'Read', 'read ', '', 'anything']) {
      expect(permissionFor(action)).toBe('change');
    }
  });
});

describe('isProved', () => {
  it('ends five minutes after the proof', () => {
    expect([isProved(0, 0), isProved(0, 299_999), isProved(0, 300_000)]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('checkCode', () => {
  it('is the beginning of the digest, to be read aloud', () => {
    expect(checkCode('7f3a9c21aa')).toBe('7F3A-9C21');
  });
});
