// Reading about many clients: six at once, nobody is asked after the first who cannot be, and a refused key stops all.

import { err, ok, type Result } from '#core/result.ts';
import type { BillingFailure } from '#ports/billing-system.ts';
import type { Ports } from '#ports/ports.ts';
import { atMost, CALLS_AT_ONCE } from '#usecases/at-most.ts';
import { stopDeliveries, stopsDeliveries } from '#usecases/delivery/stop-deliveries.ts';
import type { MovingFailure } from '#usecases/moving/moving-failure.ts';

export type AskPorts = Pick<
  Ports,
  'store' | 'clock' | 'log' | 'billing' | 'queue' | 'settings' | 'secrets' | 'random'
>;

/**
 * What `read` answers about each, in order. `unreadable`: asking again will not help, and only this one is concerned.
 * Anything else that is no answer ends the whole, because a part must not pass for it.
 */
export async function askAll<T, A>(
  ports: AskPorts,
  asked: readonly T[],
  read: (one: T) => Promise<Result<A, BillingFailure>>,
): Promise<Result<readonly (A | 'unreadable')[], MovingFailure>> {
  if (asked.length === 0) return ok([]);
  if (await ports.store.deliveries.stop(ports.billing.capabilities.name)) {
    return err({ reason: 'billing_is_stopped' });
  }
  const answers: (A | 'unreadable')[] = [];
  const failure = await atMost(CALLS_AT_ONCE, [...asked.entries()], async ([i, one]) => {
    const answer = await read(one);
    if (!answer.ok && endsAll(answer.error)) return answer.error;
    answers[i] = answer.ok ? answer.value : 'unreadable';
    return undefined;
  });
  if (!failure) return ok(answers);
  if (stopsDeliveries(failure)) await stopDeliveries(ports, failure);
  return err({ reason: 'billing_failed', failure });
}

function endsAll(failure: BillingFailure): boolean {
  return stopsDeliveries(failure) || failure.disposition !== 'rejected';
}
