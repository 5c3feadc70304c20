import { formatDuration, formatNumber } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';

export interface RunProgressProps {
  /** What is counted, e.g. `clients planned`. */
  readonly what: string;
  readonly done: number;
  readonly total: number;
  readonly isWorking: boolean;
  /** 0 where it is not known. */
  readonly perSecond: number;
  readonly remainingMs: number;
}

/** How far a run is; while it works, how fast, and how long it will take. */
export function RunProgress(props: RunProgressProps) {
  const { what, done, total, isWorking, perSecond, remainingMs } = props;
  const parts = [`${formatNumber(done, ENGLISH)} of ${formatNumber(total, ENGLISH)} ${what}`];
  if (isWorking && perSecond > 0) {
    parts.push(`${formatNumber(Math.max(1, Math.round(perSecond)), ENGLISH)} a second`);
  }
  if (isWorking && remainingMs > 0) parts.push(`about ${formatDuration(remainingMs)} left`);
  return (
    <section class="card" aria-labelledby="progress-title">
      <h2 id="progress-title" class="small-title">
        Progress
      </h2>
      <progress max={Math.max(total, 1)} value={Math.min(done, Math.max(total, 1))}>
        {parts[0]}
      </progress>
      <p>{parts.join(' · ')}</p>
    </section>
  );
}
