/** Amounts as PHP and MySQL treat them: leading digits count, the rest is dropped, two decimals are kept. */

const DIGITS_KEPT = 12;

/** "6.635" is 664, "abc" is 0; half a hundredth goes away from zero, as in a DECIMAL(14,2) column. */
export function toMinor(text: string): number {
  return scaled(text, 2);
}

/** Percent to thousandths of a percent. */
export function toMilli(text: string): number {
  return scaled(text, 3);
}

export function minorText(minor: number): string {
  return fixed(minor, 2);
}

export function milliText(milli: number): string {
  return fixed(milli, 3);
}

/** Half away from zero, so that a credit note mirrors its invoice. */
export function roundedShare(amountMinor: number, numerator: number, denominator: number): number {
  const exact = (Math.abs(amountMinor) * numerator) / denominator;
  return Math.sign(amountMinor) * Math.round(exact);
}

function scaled(text: string, places: number): number {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?/.exec(text);
  const [, sign = '', whole = '', fraction = ''] = match ?? [];
  const kept = fraction.slice(0, places).padEnd(places, '0');
  const magnitude = Number(`${whole.slice(-DIGITS_KEPT)}${kept}`);
  const rounded = magnitude + (Number(fraction[places] ?? '0') >= 5 ? 1 : 0);
  return sign === '-' && rounded !== 0 ? -rounded : rounded;
}

function fixed(amount: number, places: number): string {
  const digits = String(Math.abs(amount)).padStart(places + 1, '0');
  const sign = amount < 0 ? '-' : '';
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
