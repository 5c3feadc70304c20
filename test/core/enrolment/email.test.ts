import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalEmail, sameEmail } from '#core/enrolment/email.ts';

describe('normalEmail', () => {
  it('takes off spaces around and puts the rest in lower case', () => {
    expect(normalEmail(' Ann.Example@Example.COM\n')).toBe('ann.example@example.com');
  });

  it('leaves what stands before the @ as it is otherwise', () => {
    expect(normalEmail('a.n.n+billing@example.com')).toBe('a.n.n+billing@example.com');
  });

  it('leaves a normal address alone', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        expect(normalEmail(normalEmail(email))).toBe(normalEmail(email));
      }),
    );
  });
});

describe('sameEmail', () => {
  it.each([
    ['ann@example.com', 'ANN@Example.Com', true],
    ['ann@example.com', ' ann@example.com ', true],
    ['ann@example.com', 'ann@example.co', false],
    ['ann@example.com', 'joann@example.com', false],
    ['ann@example.com', 'ann+1@example.com', false],
    ['ann@example.com', '', false],
  ])('answers for %j and %j: %s', (a, b, same) => {
    expect(sameEmail(a, b)).toBe(same);
    expect(sameEmail(b, a)).toBe(same);
  });
});
