import { InvalidArgumentError } from 'commander';

/** An option's value as a number from 1 on. */
export function wholeNumber(given: string): number {
  const number = Number(given);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError('a whole number from 1 on');
  return number;
}
