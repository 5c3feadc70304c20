import type { MeteredPlan } from '#core/metering/server-state.ts';
import { ok, type Result } from '#core/result.ts';
import type { NewSighting } from '#ports/metering-changes.ts';
import type { VirtualizationFailure } from '#ports/virtualization.ts';
import { atMost, CALLS_AT_ONCE } from '#usecases/at-most.ts';
import type { LookPorts } from '#usecases/metering/look-ports.ts';

export interface Asked {
  readonly sightings: readonly Omit<NewSighting, 'source'>[];
  /** The panel does not have them. */
  readonly goneIds: readonly number[];
}

/** Asks for each server by its id; the first failure ends it. */
export async function askForServers(
  { inventory, clock }: Pick<LookPorts, 'inventory' | 'clock'>,
  serverIds: readonly number[],
  plans: ReadonlyMap<number, MeteredPlan>,
): Promise<Result<Asked, VirtualizationFailure>> {
  const sightings: Omit<NewSighting, 'source'>[] = [];
  const goneIds: number[] = [];
  const failure = await atMost(CALLS_AT_ONCE, serverIds, async (serverId) => {
    const atMs = clock.nowMs();
    const answer = await inventory.server(serverId, plans);
    if (!answer.ok) return answer.error;
    if (answer.value) sightings.push({ ...answer.value, atMs });
    else goneIds.push(serverId);
    return undefined;
  });
  return failure ? { ok: false, error: failure } : ok({ sightings, goneIds });
}
