import type { ClientId, RunId } from '#core/ids.ts';
import { type BillingMonth, monthAt } from '#core/month.ts';
import {
  type CutOverDecision,
  type CutOverFacts,
  type CutOverMonthRefusal,
  checkCutOverMonth,
  decideCutBack,
  decideCutOver,
} from '#core/moving/cut-over.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';

type CutPorts = Pick<Ports, 'store' | 'clock' | 'settings'>;

/** What became of each client, in the order asked. */
export interface CutOverAnswer {
  readonly clientId: ClientId;
  readonly outcome: CutOverDecision;
}

export type CutOverRefusalOfAll = CutOverMonthRefusal | { readonly reason: 'shadow_unknown' };

export interface CutOverRequest {
  readonly clientIds: readonly ClientId[];
  readonly from: BillingMonth;
  /** Only those who were equal in this shadow month. */
  readonly equalIn?: RunId | undefined;
  readonly actor: string;
}

/** From `from` on these clients are billed here, and before it they are the add-on's. Each stays or changes for itself. */
export async function cutOver(
  ports: CutPorts,
  { clientIds, from, equalIn, actor }: CutOverRequest,
): Promise<Result<readonly CutOverAnswer[], CutOverRefusalOfAll>> {
  const { store, clock, settings } = ports;
  const refused = checkCutOverMonth(from, monthAt(clock.nowMs(), settings.timeZone));
  if (refused) return err(refused);
  if (equalIn !== undefined && (await store.runs.byId(equalIn))?.trigger !== 'shadow') {
    return err({ reason: 'shadow_unknown' });
  }
  const rules = {
    needsTerms: settings.moving.cutOverNeedsTerms,
    onlyEqual: equalIn !== undefined,
  };
  return ok(
    await decideAndCommit(ports, clientIds, {
      shadowRun: equalIn ?? '',
      decide: (facts) => decideCutOver(facts, from, rules),
      change: (ids, atMs) => ({ type: 'clients_cut_over', clientIds: ids, from, actor, atMs }),
    }),
  );
}

/** The add-on bills these clients again, unless something of what was ours is billed. */
export async function cutBack(
  ports: CutPorts,
  { clientIds, actor }: Pick<CutOverRequest, 'clientIds' | 'actor'>,
): Promise<readonly CutOverAnswer[]> {
  return decideAndCommit(ports, clientIds, {
    shadowRun: '',
    decide: decideCutBack,
    change: (ids, atMs) => ({ type: 'clients_cut_back', clientIds: ids, actor, atMs }),
  });
}

interface Cut {
  readonly shadowRun: RunId | '';
  readonly decide: (facts: CutOverFacts | undefined) => CutOverDecision;
  readonly change: (clientIds: readonly ClientId[], atMs: number) => Change;
}

/** Times that the facts may change between reading and storing before somebody has to ask again. */
const TRIES = 3;

async function decideAndCommit(
  { store, clock }: CutPorts,
  clientIds: readonly ClientId[],
  { shadowRun, decide, change }: Cut,
): Promise<readonly CutOverAnswer[]> {
  const asked = [...new Set(clientIds)];
  for (let tries = 0; tries < TRIES; tries++) {
    const facts = await store.moving.cutOverFacts(asked, shadowRun);
    const answers = asked.map((clientId) => ({ clientId, outcome: decide(facts.get(clientId)) }));
    const changing = answers.filter(({ outcome }) => outcome === 'change');
    if (changing.length === 0) return answers;
    const ids = changing.map(({ clientId }) => clientId);
    const committed = await store.commit([change(ids, clock.nowMs())]);
    if (committed.ok) return answers;
  }
  throw new Error('clients kept changing while they were cut over');
}
