import { formatDate, formatInstant } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';

export interface WhenProps {
  readonly atMs: number;
  /** IANA name. */
  readonly timeZone: string;
  /** The day is enough. */
  readonly day?: boolean;
}

/** A moment as a person reads it, and exactly for whoever asks the browser. */
export function When({ atMs, timeZone, day = false }: WhenProps) {
  return (
    <time datetime={new Date(atMs).toISOString()}>
      {(day ? formatDate : formatInstant)(atMs, timeZone, ENGLISH)}
    </time>
  );
}
