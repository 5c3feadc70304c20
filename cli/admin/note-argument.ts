import { InvalidArgumentError } from 'commander';

const LONGEST = 1_000;

/** Why an operator does something, as the service takes it. */
export function noteArgument(text: string): string {
  const note = text.trim();
  if (note.length >= 3 && note.length <= LONGEST) return note;
  throw new InvalidArgumentError(`Say it in 3 to ${LONGEST} characters.`);
}
