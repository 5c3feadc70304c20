// What holds once everything has had its chance: every billable month is billed, with the figures that the
// simulation works out for itself, and everybody has been told.
import { createHash } from 'node:crypto';
import { linesOf } from './always.ts';
import { expectedLines, type ModelLine, type ModelServer, sumOf } from './money.ts';
import type { Simulation } from './simulation.ts';
import {
  type ClientRow,
  groupBy,
  type InvoiceRow,
  priceIn,
  type RunRow,
  type Snapshot,
} from './snapshot.ts';

export interface ClosedMonth {
  readonly month: string;
  readonly endMs: number;
}

export function whatIsWrongInTheEnd(
  world: Simulation,
  now: Snapshot,
  months: readonly ClosedMonth[],
  approved: readonly { readonly runId: string; readonly manifest: string }[],
): string[] {
  return [
    ...months.flatMap((closed) => everybodyBilled(world, now, closed)),
    ...documentsOfServedUsage(world, now),
    ...outliersReleased(world, now),
    ...reasonsAreTrue(world, now),
    ...plansAsFrozen(now),
    ...approvalsCameToSomething(now, approved),
    ...everybodyTold(world, now),
    ...everybodyEnrolled(world, now),
  ];
}

/** What good days do not mend by themselves. */
const LASTING = ['outlier', 'price_missing', 'resource_in_two_clients'];

/**
 * After good days: clients of a month that have something to pay and no invoice, and are not parked in its newest
 * executed run for a reason that lasts.
 */
export function missingWithoutReason(
  world: Simulation,
  now: Snapshot,
  closed: ClosedMonth,
): string[] {
  const { month } = closed;
  const newest = now.runs.findLast((run) => run.month === month && run.state === 'executed');
  return billable(world, now, closed).flatMap(({ client }) => {
    if (now.invoices.some((i) => i.client_id === client.id && i.month === month)) return [];
    const item = now.items.find((i) => i.run_id === newest?.id && i.client_id === client.id);
    if (item?.outcome === 'parked' && LASTING.includes(item.reason)) return [];
    return [
      `${client.email} misses ${month} without a reason (${item?.reason || item?.outcome || 'no item'} in ${newest?.id ?? 'no run'})`,
    ];
  });
}

interface Billable {
  readonly client: ClientRow;
  /** Undefined without a price. */
  readonly due: number | undefined;
}

function billable(
  world: Simulation,
  { clients, prices }: Snapshot,
  { month, endMs }: ClosedMonth,
): Billable[] {
  return clients.flatMap((client): Billable[] => {
    const { state, panel_user_id: userId, enrolled_at_ms: enrolledAtMs, currency } = client;
    if (state !== 'enrolled' || userId === null || enrolledAtMs === null) return [];
    if (enrolledAtMs >= endMs) return [];
    const price = priceIn(prices, currency, month);
    const truth = world.panel.truth(month, userId);
    if (price === undefined) return truth.length > 0 ? [{ client, due: undefined }] : [];
    const due = sumOf(expectedLines(truth, price, currency));
    return due > 0 ? [{ client, due }] : [];
  });
}

/** After a last look with corrections: all documents of a month together are what the panel says, to the unit. */
function everybodyBilled(world: Simulation, now: Snapshot, closed: ClosedMonth): string[] {
  const { month } = closed;
  const due = new Map(billable(world, now, closed).map(({ client, due }) => [client.id, due]));
  return now.clients.flatMap(({ id, email }) => {
    const documents = now.invoices.filter((i) => i.client_id === id && i.month === month);
    const billed = documents.reduce((sum, { total_minor }) => sum + total_minor, 0);
    const expected = due.has(id) ? due.get(id) : 0;
    // Without a price there is nothing to bill with; the client is parked for that.
    if (expected === undefined)
      return documents.length === 0 ? [] : [`${email} is billed without a price`];
    return billed === expected ? [] : [`${email} paid ${billed} of ${expected} for ${month}`];
  });
}

/** Each document bills what the panel had said by then: no figure of its own, and never a client without usage. */
function documentsOfServedUsage(world: Simulation, now: Snapshot): string[] {
  const users = new Map(now.clients.map((client) => [client.id, client]));
  return [...groupBy(now.invoices, ({ client_id, month }) => `${client_id} ${month}`)].flatMap(
    ([what, documents]) => {
      const [first] = documents;
      const client = first && users.get(first.client_id);
      if (!first || !client) return [`${what} belongs to nobody`];
      const price = priceIn(now.prices, first.currency, first.month);
      if (price !== first.token_price)
        return [`${what} is billed at ${first.token_price} instead of ${price}`];
      const answers = world.panel.served.get(`${first.month}/${client.panel_user_id}`) ?? [];
      const wanted = new Set(answers.map((servers) => figures(rated(servers, first))));
      const billed = new Map<string, { tokens: number; amount: number }>();
      return documents.flatMap(({ id, kind, sequence }) => {
        for (const line of linesOf(now.lines, id)) {
          const key = `${line.server_id} ${line.kind}`;
          const { tokens, amount } = billed.get(key) ?? { tokens: 0, amount: 0 };
          billed.set(key, { tokens: tokens + line.tokens, amount: amount + line.amount_minor });
        }
        const sum = [...billed]
          .filter(([, { tokens, amount }]) => tokens !== 0 || amount !== 0)
          .map(([key, { tokens, amount }]) => `${key} ${tokens} ${amount}`);
        return wanted.has(sum.sort().join('; '))
          ? []
          : [
              `${what} up to ${kind} ${sequence} bills what the panel never said: ${sum.join('; ')}`,
            ];
      });
    },
  );
}

const rated = (servers: readonly ModelServer[], { token_price, currency }: InvoiceRow) =>
  expectedLines(servers, token_price, currency);

function figures(lines: readonly ModelLine[]): string {
  return lines
    .map(
      ({ serverId, kind, tokens, amountMinor }) => `${serverId} ${kind} ${tokens} ${amountMinor}`,
    )
    .sort()
    .join('; ');
}

/** An invoice far above everything that the client ever had was released by somebody. */
function outliersReleased(
  { settings }: Simulation,
  { invoices, releases, runs }: Snapshot,
): string[] {
  const { factor, floorTokens } = settings.outlier;
  return invoices
    .filter(({ kind }) => kind === 'invoice')
    .flatMap(({ client_id, month, tokens, run_id, number }) => {
      const run = runs.find(({ id }) => id === run_id);
      const past = invoices.filter(
        (i) => i.client_id === client_id && i.month < month && i.kind === 'invoice',
      );
      const known = past.filter((i) => i.issued_at_ms < (run?.created_at_ms ?? 0));
      const highest = Math.max(0, ...past.map((i) => i.tokens));
      const isOutlier = known.length > 0 && tokens > floorTokens && tokens > factor * highest;
      const released = releases.some(
        (r) => r.client_id === client_id && r.month === month && r.code === 'outlier',
      );
      return isOutlier && !released ? [`${number} is an outlier that nobody released`] : [];
    });
}

/** Nobody is held back for a reason that was not so. */
function reasonsAreTrue(world: Simulation, now: Snapshot): string[] {
  return now.items
    .filter(({ outcome }) => outcome === 'parked')
    .flatMap(({ run_id, client_id, reason }) => {
      const run = now.runs.find(({ id }) => id === run_id);
      const client = now.clients.find(({ id }) => id === client_id);
      if (!run || !client) return [`an item of ${run_id} belongs to nothing`];
      return isTrue(world, now, run, client, reason)
        ? []
        : [`${client.email} is parked in ${run.month} for ${reason}, which is not so`];
    });
}

function isTrue(
  world: Simulation,
  now: Snapshot,
  { month }: RunRow,
  client: ClientRow,
  reason: string,
): boolean {
  const key = `${month}/${client.panel_user_id}`;
  switch (reason) {
    case 'price_missing':
      return priceIn(now.prices, client.currency, month) === undefined;
    case 'outlier': {
      const { factor, floorTokens } = world.settings.outlier;
      const past = now.invoices.filter(
        (i) => i.client_id === client.id && i.month < month && i.kind === 'invoice',
      );
      const lowest = Math.min(...past.map(({ tokens }) => tokens));
      const answers = world.panel.served.get(key) ?? [];
      return answers.some((servers) => {
        const tokens = servers.reduce((sum, s) => sum + s.tokens + s.backupTokens, 0);
        return past.length > 0 && tokens > floorTokens && tokens > factor * lowest;
      });
    }
    default:
      return world.panel.faultsServed.get(key)?.has(reason) ?? false;
  }
}

/** Hashes and manifests are of what is stored, and what was executed is what was frozen. */
function plansAsFrozen({ runs, items, invoices }: Snapshot): string[] {
  const wrong: string[] = [];
  const byRun = groupBy(items, ({ run_id }) => run_id);
  for (const { id, manifest, header, state } of runs) {
    const own = byRun.get(id) ?? [];
    for (const { hash, content, client_id } of own) {
      if (hash !== sha256(content))
        wrong.push(`the hash of ${client_id} in ${id} is of something else`);
    }
    if (state === 'planning' || state === 'planning_failed' || manifest === '') continue;
    const sealed = createHash('sha256').update(`${header}\n`);
    for (const { hash } of own) sealed.update(Buffer.from(hash, 'hex'));
    if (sealed.digest('hex') !== manifest) wrong.push(`the manifest of ${id} is of something else`);
  }
  for (const invoice of invoices) {
    const item = byRun
      .get(invoice.run_id)
      ?.find(({ client_id }) => client_id === invoice.client_id);
    const content = JSON.parse(item?.content ?? '{}');
    const same =
      item?.hash === invoice.item_hash &&
      item.outcome === invoice.kind &&
      content.totalMinor === invoice.total_minor &&
      JSON.stringify(content.client) === invoice.client_snapshot;
    if (!same) wrong.push(`${invoice.number} is not what was planned`);
  }
  return wrong;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function approvalsCameToSomething(
  { runs }: Snapshot,
  approved: readonly { readonly runId: string; readonly manifest: string }[],
): string[] {
  return approved.flatMap(({ runId, manifest }) => {
    const run = runs.find(({ id }) => id === runId);
    if (run?.manifest !== manifest)
      return [`approving ${manifest.slice(0, 6)} started a run with another manifest`];
    return run.state === 'executed' ? [] : [`${runId} was approved and is ${run.state}`];
  });
}

/** Delivered once, and mailed or of unknown outcome. */
function everybodyTold({ mail, billing }: Simulation, { invoices, tasks }: Snapshot): string[] {
  const pending = tasks.filter(({ state }) => state !== 'done' && state !== 'unknown');
  const wrong = pending
    .filter(({ kind }) => kind !== 'provision_client')
    // A letter with a link that failed for a day is given up: whoever waits for it asks for a fresh one.
    .filter(
      ({ kind, state, priority }) =>
        !(kind === 'send_letter' && state === 'failed' && priority === 0),
    )
    .map(({ id, kind, state }) => `${kind} ${id} is still ${state}`);
  for (const { id, number } of invoices) {
    const own = tasks.filter(({ subject_id }) => subject_id === id);
    const unknown = own.some(({ state }) => state === 'unknown');
    const times = billing.delivered.filter((one) => one === number).length;
    if (times !== 1) wrong.push(`${number} is there ${times} times`);
    const mailed = mail.arrived.some(
      (letter) => letter.kind === 'invoice_issued' && letter.number === number,
    );
    if (!mailed && !unknown) wrong.push(`${number} was never mailed`);
  }
  return wrong;
}

function everybodyEnrolled(_world: Simulation, { clients }: Snapshot): string[] {
  return clients
    .filter(
      ({ state, failure }) =>
        state !== 'enrolled' && state !== 'not_enrolled' && failure !== 'panel_user_is_admin',
    )
    .map(({ email, state, failure }) => `${email} is still ${state} (${failure})`);
}
