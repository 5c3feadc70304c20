// A server's life, folded from what was observed of it. Observations come late, twice and out of order, and the panel's
// clock is not ours; so the fold sorts what it has and never asks in which order it came.
import { type MeteredPlan, type ServerState, stateText } from '#core/metering/server-state.ts';

/** What was shown of the server at one time, our clock. */
export interface Sighting {
  readonly atMs: number;
  readonly state: ServerState;
}

/** What the panel's activity log says, at the panel's own time. */
export interface LogEntry {
  readonly kind: 'created' | 'deleted';
  readonly atMs: number;
  readonly name: string;
  /** 0 where the entry does not say. */
  readonly userId: number;
  /** Undefined where the entry does not say. */
  readonly plan: MeteredPlan | undefined;
}

/** Everything that is stored about one server. */
export interface ServerRecord {
  readonly serverId: number;
  readonly name: string;
  /** As the panel's list says; 0 for a server that no list ever had. */
  readonly createdAtMs: number;
  /** The last time that it was certainly there: the last good look, or before a look that missed it; 0 for never. */
  readonly sightedMs: number;
  /** When it was asked for and not there any more; 0 while it lives. */
  readonly goneAtMs: number;
  readonly sightings: readonly Sighting[];
  readonly entries: readonly LogEntry[];
}

export interface LifeState {
  readonly fromMs: number;
  readonly state: ServerState;
}

export interface Life {
  readonly serverId: number;
  readonly name: string;
  readonly bornMs: number;
  /** Infinite while it lives. */
  readonly diedMs: number;
  /** In order, the first at birth; empty where nobody said whose server it was. */
  readonly states: readonly LifeState[];
}

/**
 * A request to delete is in the log before the server is off the list. One that is older than this when the server is
 * still seen was not carried out. It also covers clocks that differ by minutes.
 */
export const DELETION_TAKES_AT_MOST_MS = 2 * 3_600_000;

/** Undefined for a server of which nobody knows when it began: it was deleted before anybody saw it. */
export function foldLife(record: ServerRecord): Life | undefined {
  const { serverId, createdAtMs } = record;
  const sightings = sorted(record.sightings);
  const created = earliest(record.entries.filter(({ kind }) => kind === 'created'));
  const bornMs = createdAtMs || created?.atMs || sightings[0]?.atMs;
  if (bornMs === undefined) return undefined; // deleted before anybody saw it, and never said to be made
  const name = record.name || created?.name || '';
  const diedMs = Math.max(deathOf(record), bornMs + 1); // a started hour counts, however short
  const states = statesOf(bornMs, diedMs, sightings, created);
  return { serverId, name, bornMs, diedMs, states };
}

function deathOf({ entries, sightedMs, goneAtMs }: ServerRecord): number {
  const requests = entries.filter(({ kind }) => kind === 'deleted').map(({ atMs }) => atMs);
  const believed = requests.filter((atMs) => atMs > sightedMs - DELETION_TAKES_AT_MOST_MS);
  // The first believable one: whoever asks twice does not get a longer bill.
  if (believed.length > 0) return Math.min(...believed);
  return goneAtMs === 0 ? Number.POSITIVE_INFINITY : sightedMs;
}

function statesOf(
  bornMs: number,
  diedMs: number,
  sightings: readonly Sighting[],
  created: LogEntry | undefined,
): LifeState[] {
  // A sighting from before the birth comes of a panel whose clock is ahead of ours: it shows the state at birth.
  const atBirth = sightings.filter(({ atMs }) => atMs <= bornMs).at(-1)?.state;
  const state = atBirth ?? firstState(sightings[0]?.state, created);
  if (!state) return [];
  const states: LifeState[] = [{ fromMs: bornMs, state }];
  for (const { atMs, state } of sightings) {
    const last = states.at(-1)?.state;
    if (atMs <= bornMs || atMs >= diedMs) continue;
    if (!last || stateText(last) !== stateText(state)) states.push({ fromMs: atMs, state });
  }
  return states;
}

/** The log names the plan that it was made with; whatever it does not name was as first seen. */
function firstState(
  seen: ServerState | undefined,
  created: LogEntry | undefined,
): ServerState | undefined {
  const { plan, userId = 0 } = created ?? {};
  if (seen) return plan && plan.id !== seen.plan.id ? { ...seen, plan } : seen;
  if (!plan || userId === 0) return undefined;
  return { userId, plan, backups: false, additionalIps: 0, suspended: false };
}

function sorted(sightings: readonly Sighting[]): Sighting[] {
  return [...sightings].sort((a, b) => a.atMs - b.atMs);
}

function earliest(entries: readonly LogEntry[]): LogEntry | undefined {
  return [...entries].sort((a, b) => a.atMs - b.atMs)[0];
}
