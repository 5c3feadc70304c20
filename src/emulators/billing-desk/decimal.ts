/** Money and quantities of the emulated billing systems: exact decimals with four places, as a count of 1/10000. */
export type Decimal = bigint;

const PLACES = 4;
const ONE = 10_000n;

/** Null for what is no plain decimal. More than four places are rounded half up, away from zero. */
export function parseDecimal(text: string): Decimal | null {
  const match = /^([+-]?)(\d{1,12})(?:\.(\d{0,12}))?$/.exec(text.trim());
  if (match === null) return null;
  const [, sign = '', whole = '0', fraction = ''] = match;
  const kept = BigInt(whole) * ONE + BigInt(fraction.slice(0, PLACES).padEnd(PLACES, '0'));
  const size = (fraction[PLACES] ?? '0') >= '5' ? kept + 1n : kept;
  return sign === '-' ? -size : size;
}

export function formatDecimal(value: Decimal, places: number): string {
  const step = 10n ** BigInt(PLACES - places);
  const units = divideHalfUp(value, step);
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const sign = units < 0n ? '-' : '';
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

export function multiply(left: Decimal, right: Decimal): Decimal {
  return divideHalfUp(left * right, ONE);
}

/** To whole cents, as the systems total lines and taxes. */
export function toCents(value: Decimal): Decimal {
  return divideHalfUp(value, 100n) * 100n;
}

export function percentOf(value: Decimal, percent: Decimal): Decimal {
  return toCents(divideHalfUp(value * percent, ONE * 100n));
}

export function sum(values: Iterable<Decimal>): Decimal {
  let total = 0n;
  for (const value of values) total += value;
  return total;
}

function divideHalfUp(value: bigint, by: bigint): bigint {
  const size = value < 0n ? -value : value;
  const rounded = (size + by / 2n) / by;
  return value < 0n ? -rounded : rounded;
}
