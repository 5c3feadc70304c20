// What one sign-up, one dashboard view and one invoice ask of the platform, and what a month of them costs at list prices.
// Writes docs/cost.md: no figure there is by hand.
import { writeFileSync } from 'node:fs';
import { type BusyDay, busyDay, type Noted } from './busy-day.ts';
import { type CpuFigures, measureCpu } from './cpu.ts';
import { number, type Row, type SuiteResult, type Table } from './figures.ts';
import { type Counts, subrequests } from './invocation.ts';
import { billOf, PLAN_DOLLARS, PRICES, type Used } from './prices-of-cloudflare.ts';

const DOCUMENT = 'docs/cost.md';
const SIZES = [100, 10_000, 100_000];
/** Nothing but one month's invoices, to the last letter. */
const DAY = { clients: 1_000, waiting: 0, isWhole: true };

/** What a client does in a month. Assumptions, and the first thing to change where they are wrong. */
const MONTH = {
  dashboardViews: 10,
  /** Of the clients that there are, how many are new. */
  newClients: 0.03,
  /** Mails beside the one with the invoice. */
  otherMails: 1,
  /** Each hashes a password, as a sign-up does. */
  logIns: 2,
  /** Months that documents have gathered for, as far as storage goes. */
  monthsStored: 24,
  /** Scrapes of /metrics, one a minute: each reads one row a client. */
  scrapes: 43_200,
};

/** A Durable Object is billed with 128 MB for as long as it works. */
const OBJECT_GB = 0.128;

interface Cost {
  readonly invocations: number;
  readonly d1Queries: number;
  readonly d1RowsRead: number;
  readonly d1RowsWritten: number;
  readonly subrequests: number;
}

interface Costs {
  readonly form: Cost;
  readonly signup: Cost;
  readonly dashboard: Cost;
  readonly invoice: Cost;
  readonly bytesPerDocument: number;
  readonly cpu: CpuFigures;
}

export async function benchCost(): Promise<SuiteResult> {
  const cpu = await measureCpu();
  const costs = { ...countsOf(await busyDay(DAY)), cpu };
  const tables = [measuredTable(costs), billTable(costs)];
  writeFileSync(DOCUMENT, documentOf(tables));
  return { tables, data: { ...costs, month: MONTH, prices: PRICES } };
}

function countsOf(day: BusyDay): Omit<Costs, 'cpu'> {
  const named = (noted: readonly Noted[], ...names: readonly string[]) =>
    noted.filter(({ invocation }) => names.some((name) => invocation.startsWith(name)));
  const { oneClient, theDay, documents, databaseBytes } = day;
  const signup = named(oneClient, 'GET /signup', 'POST /signup', 'GET /verify', 'POST /verify');
  // The mail with the link and the panel account; later drains carry letters of other doings.
  const drains = named(oneClient, 'queue, drain').slice(0, 2);
  const dashboard = named(theDay, 'GET /dashboard').slice(-1);
  return {
    form: sumOf(named(oneClient, 'POST /signup')),
    signup: sumOf([...signup, ...drains]),
    dashboard: sumOf(dashboard),
    invoice: share(sumOf(named(theDay, 'run object', 'queue, drain')), documents),
    bytesPerDocument: databaseBytes / documents,
  };
}

function sumOf(noted: readonly Noted[]): Cost {
  const of = (value: (counts: Counts) => number) =>
    noted.reduce((sum, { counts }) => sum + value(counts), 0);
  return {
    invocations: noted.length,
    d1Queries: of((counts) => counts.d1Queries),
    d1RowsRead: of((counts) => counts.d1RowsRead),
    d1RowsWritten: of((counts) => counts.d1RowsWritten),
    subrequests: of(subrequests),
  };
}

function share(cost: Cost, of: number): Cost {
  const entries = Object.entries(cost).map(([name, value]) => [name, value / of]);
  return Object.fromEntries(entries) as Cost; // the same names
}

/** Of one month with so many clients, each of whom gets one invoice. */
function usedBy(
  clients: number,
  { signup, dashboard, invoice, bytesPerDocument, cpu }: Costs,
): Used {
  const signups = clients * MONTH.newClients;
  const logIns = clients * MONTH.logIns;
  const views = clients * MONTH.dashboardViews + logIns;
  const sum = (of: (cost: Cost) => number) =>
    signups * of(signup) + views * of(dashboard) + clients * of(invoice);
  const hashes = signups + logIns;
  return {
    rowsRead: sum((cost) => cost.d1RowsRead) + MONTH.scrapes * clients,
    rowsWritten: sum((cost) => cost.d1RowsWritten),
    storageGb: (clients * MONTH.monthsStored * bytesPerDocument) / 1e9,
    objectRequests: clients * invoice.invocations + hashes,
    objectGbSeconds: hashes * (cpu.hash / 1000) * OBJECT_GB,
    mails: clients * (1 + MONTH.otherMails),
    requests: sum((cost) => cost.invocations) + MONTH.scrapes,
    cpuMs: signups * cpu.signup + (views + MONTH.scrapes) * cpu.dashboard + clients * cpu.invoice,
    // Each message is written, read and deleted.
    queueOperations: (signups * 2 + clients) * 3,
  };
}

function measuredTable({ form, signup, dashboard, invoice, cpu }: Costs): Table {
  const row = (label: string, cost: Cost, cpuMs: number | undefined, digits = 0): Row => [
    label,
    number(cost.d1Queries, digits),
    number(cost.d1RowsRead, digits),
    number(cost.d1RowsWritten, digits),
    number(cost.subrequests, digits),
    number(cost.invocations, digits),
    cpuMs === undefined ? '' : `${number(cpuMs, 1)} ms`,
  ];
  return {
    title: 'What one of each asks of the platform',
    head: ['', 'D1 queries', 'rows read', 'rows written', 'subrequests', 'invocations', 'CPU'],
    rows: [
      row('the form to sign up, sent', form, undefined),
      row('sign-up, from the form to the panel account', signup, cpu.signup),
      row('dashboard view', dashboard, cpu.dashboard),
      row('invoice: plan, execute, deliver, mail', invoice, cpu.invoice, 2),
    ],
    notes: [
      'an invoice is its part of a run over 1,000 clients with three servers and five lines each, its delivery into the built-in billing, and its mail',
      'a row written counts once more for each index that it stands in',
      'a sign-up is its four pages and forms, the one above among them, and the two queue messages behind them',
      'statements that write and answer in raw form (a lease, a claim) are counted as queries, their rows are not',
      `CPU is that of workerd’s whole process, less what it uses idle, in a run over 300 clients, on ${cpu.machine} (load ${number(cpu.load, 1)} before it began): D1, the queue and HTTP are in it, so it is more than Cloudflare counts`,
      `the password of a sign-up is hashed in an object, ${number(cpu.hash)} ms of CPU there, which is billed by duration and is not in the column`,
    ],
  };
}

function billTable(costs: Costs): Table {
  const used = SIZES.map((clients) => usedBy(clients, costs));
  const line = (name: keyof Used): Row => {
    const { what, included, perMillion, isAssumed } = PRICES[name];
    const label = isAssumed ? `${what} (assumed price)` : what;
    const digits = name === 'storageGb' ? 2 : 0;
    const price = name === 'storageGb' ? perMillion / 1e6 : perMillion;
    const unit = name === 'storageGb' ? '' : ' a million';
    return [
      label,
      ...used.map((one) => number(one[name], digits)),
      `${number(included)}, then $${price}${unit}`,
    ];
  };
  const names = Object.keys(PRICES) as (keyof Used)[]; // the table's own keys
  return {
    title: 'A month',
    head: ['', ...SIZES.map((size) => `${number(size)} clients`), 'included, list price'],
    rows: [
      ...names.map(line),
      [
        'the bill',
        ...used.map((one) => `$${number(billOf(one), 2)}`),
        `with $${PLAN_DOLLARS} for the plan (assumed)`,
      ],
    ],
    notes: [
      `assumed of each client: ${MONTH.dashboardViews} dashboard views, ${MONTH.logIns} log-ins by password, one invoice, ${MONTH.otherMails} other mail; ${MONTH.newClients * 100} % of the clients are new`,
      `assumed: ${MONTH.monthsStored} months of documents stored; a log-in costs a dashboard view and one password’s time in an object, a scrape of /metrics the CPU of a view`,
      '/metrics is scraped once a minute, and each scrape counts the clients by state: a row read a client',
      'not in it: the time of the run object, the panel’s events, an operator’s own pages',
    ],
  };
}

function documentOf(tables: readonly Table[]): string {
  const sections = tables.map(({ title, head, rows, notes }) =>
    [
      `## ${title}`,
      [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows]
        .map((row) => `| ${row.join(' | ')} |`)
        .join('\n'),
      notes.map((note) => `- ${note}`).join('\n'),
    ].join('\n\n'),
  );
  return [
    '# Cost',
    'Made by `npm run bench -- cost`, which counts what production’s own code asks of D1, queues and the outside while one person signs up and a month is invoiced; change nothing here by hand. Rows are those that D1 itself reports.',
    ...sections,
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}
