/** What a hook on their side does to the lines of a new invoice, before anybody reads it back. */
import type { Decimal } from './decimal.ts';
import type { CommonSwitches } from './switches.ts';

export interface HookedLine {
  readonly description: string;
  readonly amount: Decimal;
}

const ONE_UNIT: Decimal = 10_000n;

export function hookLines<Line extends HookedLine>(
  hook: CommonSwitches['lineHook'],
  lines: readonly Line[],
  feeFrom: (text: string, amount: Decimal) => Line,
): Line[] {
  const [first, ...rest] = lines;
  if (first === undefined) return [];
  switch (hook) {
    case 'none':
      return [...lines];
    case 'reword':
      return [{ ...first, description: 'Reworded by a hook' }, ...rest];
    case 'reprice':
      return [{ ...first, amount: first.amount + ONE_UNIT }, ...rest];
    case 'add':
      return [...lines, feeFrom('Handling fee', ONE_UNIT)];
    case 'drop':
      return lines.slice(0, -1);
  }
}
