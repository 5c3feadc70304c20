import { err, ok, type Result } from '#core/result.ts';

/** A share from 0 to 100 %, exact to four decimals. */
export interface Percent {
  /** As the provider wrote it, e.g. `12.5`. */
  readonly text: string;
  /** Millionths of the whole: 12.5 % is 125,000. */
  readonly millionths: number;
}

export interface PercentRefusal {
  readonly reason: 'percent_malformed';
  readonly given: string;
}

const WHOLE = 1_000_000;
const MILLIONTHS_DIGITS = 4;
const PATTERN = /^(0|[1-9]\d{0,2})(?:\.(\d{1,4}))?$/;

/** Reads `19` or `12.5`: no sign, no `%`, at most four decimals, at most 100. */
export function parsePercent(text: string): Result<Percent, PercentRefusal> {
  const [match, whole = '', fraction = ''] = PATTERN.exec(text) ?? [];
  const millionths = Number(whole + fraction.padEnd(MILLIONTHS_DIGITS, '0'));
  if (match === undefined || millionths > WHOLE)
    return err({ reason: 'percent_malformed', given: text });
  return ok({ text, millionths });
}
