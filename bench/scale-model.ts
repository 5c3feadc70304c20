// From what was measured at a smaller size to 100,000 clients with 1,000,000 servers. Everything here is arithmetic, over
// measured shares and over assumptions that stand below and nowhere else.
import { compareUsage } from '../src/core/metering/compare-usage.ts';
import type { Documents, LatencyPoint, Looks } from './scale-worlds.ts';
import { SERVERS_OF_A_CLIENT } from './scale-worlds.ts';
import type { TableSize } from './table-sizes.ts';

export const CLIENTS = 100_000;
export const SERVERS = CLIENTS * SERVERS_OF_A_CLIENT;
/** docs/platform.md. */
export const D1_BYTES = 10e9;
export const CALLS_AT_ONCE = 6;

/** What nobody measured. The first thing to change where it is wrong. */
export const ASSUMED = {
  /** Of a server and month: states that differ from the one before, and servers that are deleted and replaced. */
  changes: 0.5,
  replaced: 0.05,
  dashboardViews: 10,
  /** Days of the running month whose cost somebody looked at; those of months before are gone. */
  usageDays: 10,
  bytesOfUsageDay: 60,
  /** One call of production's D1, with what makes it durable (docs/platform.md: "several ms"). */
  msOfCall: 5,
  daysOfMonth: 30,
  /** METERING_KEPT_MONTHS. */
  monthsSeen: 12,
  /** OUTBOX_KEPT_DAYS. */
  monthsOfTasks: 3,
} as const;

export type Source = 'report' | 'metering' | 'both';

/** Bytes of one of each, with indexes. */
export interface Bytes {
  readonly client: number;
  readonly document: number;
  /** The tasks of a document, done: its delivery and its letter. */
  readonly tasks: number;
  /** Of a document: what numbering, the claim and the list of documents need. */
  readonly keptDocument: number;
  readonly item: number;
  readonly server: number;
  readonly sighting: number;
  readonly entry: number;
  readonly comparison: number;
}

const OF_CLIENT = ['client', 'terms_acceptance', 'session'];
const KEPT = ['invoice', 'delivery', 'audit_event'];
const TASKS = ['outbox'];
const OF_DOCUMENT = [...KEPT, 'invoice_run_item'];

export function bytesOf(documents: Documents, looks: Looks): Bytes {
  const count = documents.clients * documents.runs.length;
  const of = (names: readonly string[]) =>
    documents.tables
      .filter(({ table }) => names.includes(table))
      .reduce((sum, t) => sum + all(t), 0);
  return {
    client: of(OF_CLIENT) / documents.clients,
    document: of(OF_DOCUMENT) / count,
    tasks: of(TASKS) / count,
    keptDocument: of(KEPT) / count,
    item: ofRow(documents.tables, 'invoice_run_item'),
    server: ofRow(looks.tables, 'metered_server'),
    sighting: ofRow(looks.tables, 'metered_sighting'),
    entry: ofRow(looks.tables, 'metered_entry'),
    comparison: comparisonBytes(),
  };
}

function all({ bytes, indexBytes }: TableSize): number {
  return bytes + indexBytes;
}

function ofRow(tables: readonly TableSize[], name: string): number {
  const found = tables.find(({ table }) => table === name);
  return found && found.rows > 0 ? all(found) / found.rows : 0;
}

/** The text of two measurements that agree, and the row's key. */
function comparisonBytes(): number {
  const servers = Array.from({ length: SERVERS_OF_A_CLIENT }, (_, n) => ({
    serverId: 900_000 + n,
    name: `srv-${n}.client-90000.example.net`,
    plan: 'KVM-1',
    hours: 700,
    tokens: 5_000,
    backupTokens: 500,
  }));
  return (
    JSON.stringify({ kind: 'compared', servers: compareUsage(servers, servers, 1) }).length + 80
  );
}

export interface Storage {
  readonly source: Source;
  readonly startBytes: number;
  /** Of documents and comparisons, for ever. */
  readonly monthBytes: number;
  /** Of what looks see; pruning bounds how many months of it there are. */
  readonly seenBytes: number;
  /** Of what was done in the outbox; the same. */
  readonly taskBytes: number;
}

export function storageOf(source: Source, bytes: Bytes): Storage {
  const isMetered = source !== 'report';
  const { changes, replaced, usageDays, bytesOfUsageDay } = ASSUMED;
  const compared = source === 'both' ? bytes.comparison : 0;
  return {
    source,
    startBytes:
      CLIENTS * (bytes.client + usageDays * bytesOfUsageDay) +
      (isMetered ? SERVERS * (bytes.server + bytes.sighting) : 0),
    monthBytes: CLIENTS * (bytes.document + compared),
    taskBytes: CLIENTS * bytes.tasks,
    seenBytes: isMetered
      ? SERVERS *
        ((changes + replaced) * bytes.sighting +
          replaced * bytes.server +
          2 * replaced * bytes.entry)
      : 0,
  };
}

/** Of a database after so many months, in all. */
export function bytesAfter(months: number, storage: Storage): number {
  const { startBytes, monthBytes, seenBytes, taskBytes } = storage;
  return (
    startBytes +
    months * monthBytes +
    Math.min(months, ASSUMED.monthsSeen) * seenBytes +
    Math.min(months, ASSUMED.monthsOfTasks) * taskBytes
  );
}

/** Whole months that fit into one database. */
export function monthsThatFit(storage: Storage): number {
  let months = 0;
  while (bytesAfter(months + 1, storage) <= D1_BYTES) months++;
  return months;
}

/** Clients, each with their servers, whose documents of so many years one database holds. */
export function clientsThatFit(years: number, storage: Storage): number {
  return Math.floor(D1_BYTES / (bytesAfter(years * 12, storage) / CLIENTS));
}

export interface Load {
  readonly what: string;
  /** As the local workerd had it, at most. */
  readonly ms: number;
  readonly calls: number;
  readonly rowsWritten: number;
}

/** What D1 has to do for each kind of work, at full size. */
export function loadsOf(documents: Documents, looks: Looks): readonly Load[] {
  const { clients, runs, deliveries, dashboard } = documents;
  const perDocument = (works: readonly { readonly busy: Documents['dashboard'] }[]) => {
    const share = (of: (busy: Documents['dashboard']) => number) =>
      (works.reduce((sum, { busy }) => sum + of(busy), 0) / works.length / clients) * CLIENTS;
    return {
      ms: share((busy) => busy.ms),
      calls: share((busy) => busy.calls),
      rowsWritten: share((busy) => busy.rowsWritten),
    };
  };
  const look = looks.hourly.at(-1)?.busy ?? looks.first.busy;
  const scale = SERVERS / looks.servers;
  const viewsADay = (CLIENTS * ASSUMED.dashboardViews) / ASSUMED.daysOfMonth;
  return [
    { what: 'the run of a month', ...perDocument(runs) },
    { what: 'its deliveries and letters', ...perDocument(deliveries) },
    {
      what: 'an hourly look, 1 % changed',
      ms: look.ms * scale,
      calls: look.calls * scale,
      rowsWritten: look.rowsWritten * scale,
    },
    {
      what: 'a day of dashboards',
      ms: dashboard.ms * viewsADay,
      calls: dashboard.calls * viewsADay,
      rowsWritten: 0,
    },
  ];
}

/** A look at a month's pace writes less than one at 1 % an hour; what it reads stays. */
export function rowsWrittenByLooks(looks: Looks): number {
  const look = looks.hourly.at(-1)?.busy;
  const perChange = (look?.rowsWritten ?? 0) / looks.changed;
  return SERVERS * (ASSUMED.changes + 2 * ASSUMED.replaced) * perChange;
}

/** Milliseconds of a run: what its calls wait for, six at once, and what it took beside a panel that answers at once. */
export function runMs(clients: number, delayMs: number, ownMs: number): number {
  return clients * (delayMs / CALLS_AT_ONCE + ownMs);
}

/** Per client, of the point without latency. */
export function ownMsOf(points: readonly LatencyPoint[]): number {
  const instant = points.find(({ delayMs }) => delayMs === 0);
  return instant ? instant.run.ms / instant.clients : Number.NaN;
}
