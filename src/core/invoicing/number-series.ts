// Invoice numbers: a prefix and a year name a series; within it they count from 1 without a gap.
import { yearAt } from '#core/month.ts';

/** The series of documents issued at an instant: prefix and local year. */
export function seriesAt(
  issuedAtMs: number,
  settings: { readonly invoiceNumberPrefix: string; readonly timeZone: string },
): string {
  return `${settings.invoiceNumberPrefix}${yearAt(issuedAtMs, settings.timeZone)}`;
}

/** What is found of a series. */
export interface SeriesFound {
  readonly first: number;
  readonly last: number;
  readonly count: number;
  /** What the next number is counted from. */
  readonly counter: number;
}

/** Whether the numbers found are all of 1 to the counter. They are unique, so counting them is enough. */
export function isGapFree({ first, last, count, counter }: SeriesFound): boolean {
  return last === counter && count === counter && (count === 0 || first === 1);
}

/** The check of a series in words. */
export function numbersSentence(series: string, found: SeriesFound): string {
  const { first, last, count, counter } = found;
  const number = (n: number) => `${series}-${String(n).padStart(6, '0')}`;
  if (!isGapFree(found)) {
    return `Numbers of ${series} have a gap: ${count} found from ${number(first)} to ${number(last)}, and the counter stands at ${counter}.`;
  }
  if (count === 0) return `No number of ${series} has been given yet.`;
  return `Numbers ${number(first)} to ${number(last)} without a gap.`;
}

/** A document's number taken apart, or its digits alone, which then count in `currentSeries`. Undefined for any other text. */
export function parseDocumentNumber(
  text: string,
  currentSeries: string,
): { readonly series: string; readonly place: number } | undefined {
  const match = /^(?:(.{1,60})-)?(\d{1,9})$/.exec(text.trim());
  const place = Number(match?.[2]);
  return match && place > 0 ? { series: match[1] ?? currentSeries, place } : undefined;
}
