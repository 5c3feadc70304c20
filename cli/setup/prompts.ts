// One question each, over the prompts of the terminal. Leaving one ends set-up, and nothing was changed by then.
import { cancel, isCancel, password, select, text } from '@clack/prompts';
import { CommandFault } from '../output/command-fault.ts';
import { EXIT } from '../output/exit.ts';
import type { Choice } from './panel-choices.ts';

/** Without echo. */
export async function askSecret(name: string): Promise<string> {
  return answered(
    await password({ message: `${name} (not shown; docs/settings.md says what it is)`, mask: '' }),
  );
}

export interface LineOptions {
  readonly initial?: string;
  readonly placeholder?: string;
  readonly optional?: boolean;
  /** `\n`, as it is typed, ends a line. */
  readonly inLines?: boolean;
  readonly fault?: (given: string) => string | undefined;
}

export async function askLine(message: string, options: LineOptions = {}): Promise<string> {
  const { initial = '', placeholder, optional = false, inLines = false, fault } = options;
  const given = await text({
    message,
    initialValue: initial,
    ...(placeholder && { placeholder }),
    validate: (value = '') => {
      if (value.trim() === '') return optional ? undefined : 'Something has to stand here';
      return fault?.(value.trim());
    },
  });
  const line = answered(given).trim();
  return inLines ? line.replaceAll('\\n', '\n') : line;
}

export async function choose(
  message: string,
  rows: readonly Choice[],
  initial: string,
): Promise<string> {
  const options = rows.map(({ id, name }) => ({ value: String(id), label: `${name} (${id})` }));
  return answered(await select({ message, options, initialValue: initial }));
}

/** An answer; leaving ends the command. */
export function answered<T>(given: T): Exclude<T, symbol> {
  if (!isCancel(given)) return given as Exclude<T, symbol>; // anything but the symbol is an answer
  cancel('Nothing was changed.');
  throw new CommandFault('Set-up was left.', undefined, {
    code: 'unconfirmed',
    exitCode: EXIT.unconfirmed,
  });
}

export function urlFault(given: string): string | undefined {
  return URL.canParse(given) && /^https?:/.test(given) ? undefined : 'An address with https://';
}

export function emailFault(given: string): string | undefined {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given) ? undefined : 'An e-mail address';
}

export function timeZoneFault(given: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given }) && undefined;
  } catch {
    return 'An IANA name like Europe/Berlin';
  }
}

export function nameFault(given: string): string | undefined {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(given) ? undefined : 'Letters, digits, . _ -';
}
