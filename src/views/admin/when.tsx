import { formatDate, formatInstant, formatShortDate } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';

export interface WhenProps {
  readonly atMs: number;
  /** IANA name. */
  readonly timeZone: string;
  /** The day is enough; `short` where there are many columns. */
  readonly day?: boolean | 'short';
}

/** A moment as a person reads it, and exactly for whoever asks the browser. */
export function When({ atMs, timeZone, day = false }: WhenProps) {
  const format = day === 'short' ? formatShortDate : day ? formatDate : formatInstant;
  return <time datetime={new Date(atMs).toISOString()}>{format(atMs, timeZone, ENGLISH)}</time>;
}
