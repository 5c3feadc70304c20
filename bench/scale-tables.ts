// What is done: the time of D1's one thread, of runs, of deliveries, and the longest single calls.
import { megabytes, number, type Row, type Table } from './figures.ts';
import {
  ASSUMED,
  CLIENTS,
  type Load,
  loadsOf,
  ownMsOf,
  rowsWrittenByLooks,
  runMs,
  SERVERS,
} from './scale-model.ts';
import type { Documents, LatencyPoint, Looks } from './scale-worlds.ts';

const LATENCIES = [20, 100, 500];
/** Clients that one alarm plans (src/usecases/invoicing/plan-items.ts) and items that one executes. */
const PLANNED_PER_ALARM = 2_000;
const EXECUTED_PER_ALARM = 5_000;
const PAGE_OF_SERVERS = 100;

export function busyTable(documents: Documents, looks: Looks): Table {
  const loads = loadsOf(documents, looks);
  const [run, deliveries, look, views] = loads as readonly [Load, Load, Load, Load];
  const times = (load: Load, by: number): Load => ({
    ...load,
    ms: load.ms * by,
    calls: load.calls * by,
    rowsWritten: load.rowsWritten * by,
  });
  const sum = (what: string, parts: readonly Load[]): Load => ({
    what,
    ms: parts.reduce((all, { ms }) => all + ms, 0),
    calls: parts.reduce((all, { calls }) => all + calls, 0),
    rowsWritten: parts.reduce((all, { rowsWritten }) => all + rowsWritten, 0),
  });
  const usual = [times(look, 24), views];
  const rows = [
    ...loads,
    sum('a usual day, metering', usual),
    sum('the 1st, metering', [...usual, run, deliveries]),
  ];
  const written = run.rowsWritten + deliveries.rowsWritten;
  return {
    title: 'The one thread of D1, computed for the same',
    head: [
      '',
      'busy, s',
      'of a day',
      'calls',
      `at ${ASSUMED.msOfCall} ms a call, s`,
      'rows written',
    ],
    rows: rows.map(({ what, ms, calls, rowsWritten }) => [
      what,
      number(ms / 1_000),
      `${number((ms / 86_400_000) * 100, 2)} %`,
      number(calls),
      number((calls * ASSUMED.msOfCall) / 1_000),
      number(rowsWritten),
    ]),
    notes: [
      'busy: at least one call was under way in local workerd, so an upper bound there; production’s own time a call is assumed beside it',
      `rows written a month: ${number(written)} by documents, and ${number(rowsWrittenByLooks(looks))} by looks at the assumed pace of change`,
    ],
  };
}

export function runTable(points: readonly LatencyPoint[]): Table {
  const ownMs = ownMsOf(points);
  const measured = points.map(({ clients, delayMs, run }): Row => {
    const formula = runMs(clients, delayMs, ownMs);
    return [
      `measured: ${number(clients)} clients, ${delayMs} ms`,
      number(run.alarmsMs.length),
      number(Math.max(...run.alarmsMs) / 1_000, 1),
      number(run.ms / 1_000, 1),
      number(run.ms / formula, 2),
    ];
  });
  const alarms = CLIENTS / PLANNED_PER_ALARM + CLIENTS / EXECUTED_PER_ALARM + 2;
  const computed = LATENCIES.map(
    (delayMs): Row => [
      `computed: ${number(CLIENTS)} clients, ${delayMs} ms`,
      number(alarms),
      number(runMs(PLANNED_PER_ALARM, delayMs, ownMs) / 1_000, 1),
      number(runMs(CLIENTS, delayMs, ownMs) / 1_000),
      '',
    ],
  );
  return {
    title: 'A run beside a panel that takes its time, six calls at once',
    head: ['', 'alarms', 'longest alarm, s', 'the run, s', 'measured ÷ formula'],
    rows: [...measured, ...computed],
    notes: [
      `formula: clients × (latency ÷ 6 + ${number(ownMs, 2)} ms), the latter being what a client took beside a panel that answers at once`,
      'an alarm may take 15 minutes',
    ],
  };
}

export function deliveryTable({ clients, deliveries }: Documents): Table {
  const per = (of: (work: Documents['deliveries'][number]) => number) =>
    deliveries.reduce((sum, work) => sum + of(work), 0) / deliveries.length;
  const messages = (per(({ invocations }) => invocations) / clients) * CLIENTS;
  const drainMs = per(({ ms, invocations }) => ms / invocations);
  const row = (label: string, seconds: number): Row => [
    label,
    number(seconds),
    number(seconds / 3_600, 1),
  ];
  return {
    title: `Deliveries and letters of ${number(CLIENTS)} invoices, computed from ${number(clients)}`,
    head: ['', 's', 'h'],
    rows: [
      row(
        'built-in billing, one message after the other, as measured',
        (messages * drainMs) / 1_000,
      ),
      row('what 5,000 messages a second would allow', messages / 5_000),
    ],
    notes: [
      `${number(messages)} messages, each a look at the outbox that does 36 tasks in ${number(drainMs)} ms`,
      'a billing system adds its calls × latency ÷ 6: `npm run bench -- delivery` measures both',
    ],
  };
}

export function limitsTable(documents: Documents, looks: Looks): Table {
  const run = documents.runs.reduce((a, b) => (b.busy.longestMs > a.busy.longestMs ? b : a));
  const row = (label: string, ms: number, size: number, full: number, what: string): Row => [
    label,
    number(ms / 1_000, 2),
    number(((ms / size) * full) / 1_000, 1),
    what,
  ];
  const lastReport = documents.runs.at(-1)?.report ?? run.report;
  const hourly = looks.hourly.reduce((a, b) => (b.busy.longestMs > a.busy.longestMs ? b : a));
  const pages = SERVERS / PAGE_OF_SERVERS;
  return {
    title: 'The longest single call of D1, which may take 30 s, and memory',
    head: ['', 'measured, s', 'in proportion at full size, s', 'statement'],
    rows: [
      row('run', run.busy.longestMs, documents.clients, CLIENTS, run.busy.longest),
      row('report of a run', lastReport.longestMs, documents.clients, CLIENTS, lastReport.longest),
      row(
        'first look',
        looks.first.busy.longestMs,
        looks.servers,
        SERVERS,
        looks.first.busy.longest,
      ),
      row('hourly look', hourly.busy.longestMs, looks.servers, SERVERS, hourly.busy.longest),
      row(
        'run by metering',
        looks.billed.busy.longestMs,
        looks.billedClients,
        CLIENTS,
        looks.billed.busy.longest,
      ),
    ],
    notes: [
      'in proportion: what a call takes grows at most with the clients or servers; most have a page of fixed size',
      `the isolate at its peak: ${megabytes(documents.memory.isolateBytes)} in runs and deliveries, ${megabytes(looks.memory.isolateBytes)} in looks, ${megabytes(looks.live.isolateBytes)} in a look with the garbage collected before each sample (128 MB allowed)`,
      `a look: ${number(looks.first.ms / 1_000)} s and ${looks.first.invocations} invocations the first time, then ${looks.hourly.map(({ ms, invocations }) => `${number(ms / 1_000)} s in ${invocations}`).join(', ')}, of ${number(looks.servers)} servers beside a panel that answers at once`,
      `waiting for the panel, computed: ${LATENCIES.map((ms) => `${number((pages * ms) / 6 / 1_000)} s at ${ms} ms`).join(', ')} for ${number(pages)} pages`,
    ],
  };
}
