import { describe, expect, it } from 'vitest';
import {
  ALL_ADDRESSES_WELCOME,
  createDisposableAddresses,
} from '#adapters/disposable-email/disposable-addresses.ts';

describe('createDisposableAddresses', () => {
  const { isDisposable } = createDisposableAddresses();

  it.each([
    ['ada@mailinator.com', true],
    ['ada@anything.mailinator.com', true],
    ['ada@mailinator.example', false],
    ['ada@example.com', false],
    ['ada@gmail.com', false],
    ['mailinator.com@example.com', false],
    ['ada@com', false],
    ['no address', false],
    ['', false],
  ])('of %s says %s', async (email, disposable) => {
    expect(await isDisposable(email)).toBe(disposable);
    expect(await ALL_ADDRESSES_WELCOME.isDisposable(email)).toBe(false);
  });
});
