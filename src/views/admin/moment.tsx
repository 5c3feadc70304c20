export interface MomentProps {
  readonly atMs: number;
  /** IANA name. */
  readonly timeZone: string;
}

/** `2026-11-10 12:00:05`: for long lists, in which order matters more than words. */
export function Moment({ atMs, timeZone }: MomentProps) {
  return (
    <time datetime={new Date(atMs).toISOString()}>
      {/* Swedish writes dates as ISO 8601 does. */}
      {new Intl.DateTimeFormat('sv-SE', {
        dateStyle: 'short',
        timeStyle: 'medium',
        timeZone,
      }).format(atMs)}
    </time>
  );
}
