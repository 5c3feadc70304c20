import { parkedItem } from '#core/invoicing/plan-item.ts';
import type { Run } from '#ports/run-reads.ts';
import type { BeforeCommit, RunPorts } from '#usecases/invoicing/advance-run.ts';
import { RunTakenOver } from '#usecases/invoicing/run-taken-over.ts';

/** More than this would be a fault of the report as a whole; the rest is found when these are mended. */
const SERVERS_AT_MOST = 500;

/**
 * Holds back every client of this run whose plan has a server that another client pays for in the same month, once all
 * items are there. Whoever of them an operator has released stays in the plan. Repeating it changes nothing.
 */
export async function parkSharedServers(
  { store, secrets, clock }: RunPorts,
  run: Run,
  beforeCommit: BeforeCommit,
): Promise<void> {
  const shared = await store.runs.sharedServers(run.id, SERVERS_AT_MOST);
  // One item per client, with the first of its shared servers as the evidence.
  const items = new Map(
    shared
      .toReversed()
      .flatMap(({ serverId, clientIds, here }) =>
        here.map(
          (client) =>
            [
              client.id,
              parkedItem(client, { reason: 'resource_in_two_clients', serverId, clientIds }),
            ] as const,
        ),
      ),
  );
  if (items.size === 0) return;
  const parked = [...items.values()];
  const hashes = await secrets.digests(parked.map(({ content }) => content));
  await beforeCommit();
  const { id: runId, fence } = run;
  const committed = await store.commit([
    {
      type: 'run_items_parked',
      runId,
      fence,
      items: parked.map((item, i) => ({ ...item, hash: hashes[i] ?? '' })),
      atMs: clock.nowMs(),
    },
  ]);
  if (!committed.ok) throw new RunTakenOver(runId);
}
