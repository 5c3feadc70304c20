import type { AutomationPorts, StepOutcome } from '#usecases/automation/daily-automation.ts';
import { drainOutbox } from '#usecases/outbox/drain-outbox.ts';

/** Rounds in one automation, so that the day's other steps leave D1 queries for them; the queue goes on with the rest. */
const ROUNDS = 2;

/** Gives failed tasks another day's chance, does what is due, and says what nobody can know. */
export async function sendWhatIsDue(ports: AutomationPorts): Promise<StepOutcome> {
  const { store, clock, queue } = ports;
  const revived = await store.automation.retryFailedTasks(clock.nowMs());
  let done = 0;
  let more = true;
  for (let round = 0; more && round < ROUNDS; round++) {
    const drained = await drainOutbox(ports);
    done += drained.done;
    more = drained.done > 0;
  }
  const left = await store.outbox.counts(clock.nowMs());
  if (left.due > 0) await queue.wake();
  const troubles = [
    left.failed > 0 ? `${left.failed} failed` : '',
    left.unknown > 0 ? `${left.unknown} have an unknown outcome and are not sent again` : '',
  ].filter(Boolean);
  return {
    ok: left.failed === 0,
    did: `Did ${done} mails and deliveries; ${left.due} are left to the queue.${
      troubles.length > 0 ? ` ${troubles.join('; ')}.` : ''
    }`,
    figures: { done, revived, ...left },
  };
}
