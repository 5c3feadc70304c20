import { InvalidArgumentError } from 'commander';

/** How many rows somebody wants to see. */
export function countArgument(text: string): number {
  const count = Number(text);
  if (/^\d{1,5}$/.test(text) && count > 0) return count;
  throw new InvalidArgumentError('Give a whole number from 1 to 99999.');
}
