import { InvalidArgumentError } from 'commander';
import { parseMonth } from '#core/month.ts';

/** A month on the command line. */
export function monthArgument(text: string): string {
  const month = parseMonth(text);
  if (month.ok) return month.value;
  throw new InvalidArgumentError('Write the month as YYYY-MM, for example 2022-10.');
}
