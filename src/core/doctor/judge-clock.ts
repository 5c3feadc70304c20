import { failed, fine, skipped, type Verdict, warning } from '#core/doctor/finding.ts';

const SECOND_MS = 1_000;
/** A Date header counts whole seconds, and the answer takes its time. */
const UNSEEN_MS = 60 * SECOND_MS;
/** From here on hours at a month's end are counted into the wrong month, and signatures expire early. */
const WRONG_MS = 300 * SECOND_MS;

/** `aheadMs`: how far their clock is ahead of ours; undefined where they did not say. */
export function judgeClock(whose: string, aheadMs: number | undefined): Verdict {
  if (aheadMs === undefined) return skipped(`${whose} does not say what time it has.`);
  const seconds = Math.round(Math.abs(aheadMs) / SECOND_MS);
  if (Math.abs(aheadMs) <= UNSEEN_MS) return fine(`${whose} has the right time.`);
  const detail = `${whose} is ${seconds} seconds ${aheadMs > 0 ? 'ahead' : 'behind'}.`;
  const remedy = 'Let a time service (NTP) set the clock of that machine.';
  return Math.abs(aheadMs) >= WRONG_MS ? failed(detail, remedy) : warning(detail, remedy);
}
