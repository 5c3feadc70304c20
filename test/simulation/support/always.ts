// What holds at any moment, however much is under way or was cut off: looked at after every event.
import type { PanelUser } from '#core/enrolment/match-panel-user.ts';
import { groupBy, type LineRow, priceIn, type Snapshot } from './snapshot.ts';

/** As promised; not the constant that the service goes by. */
const PLAN_VALID_MS = 24 * 3_600_000;
/** Two holders' clocks are read before they commit, and may commit the other way round. */
const CLOCK_ROOM_MS = 60_000;

type Rule = (now: Snapshot) => string[];

/** Complaints about the database, and the panel where there is one; none if all is well. */
export function whatIsWrong(now: Snapshot, panelUsers?: readonly PanelUser[]): string[] {
  return [
    oneInvoiceEach,
    wholeDocuments,
    numbersWithoutGaps,
    toldAndWrittenDown,
    serversBilledOnce,
    approvedPlansOnly,
    (snapshot: Snapshot) => (panelUsers ? onePanelUserEach(snapshot, panelUsers) : []),
  ].flatMap((rule: Rule) => rule(now));
}

/** A price that was in force keeps; a currency's first may begin at any month. */
export function changedPrices(before: Snapshot, now: Snapshot, runningMonth: string): string[] {
  const currencies = new Set(before.prices.map(({ currency }) => currency));
  return [...currencies].flatMap((currency) => {
    const earlier = priceIn(before.prices, currency, runningMonth);
    const later = priceIn(now.prices, currency, runningMonth);
    return earlier !== undefined && earlier !== later
      ? [`the price of ${currency} in ${runningMonth} changed from ${earlier} to ${later}`]
      : [];
  });
}

function oneInvoiceEach({ invoices }: Snapshot): string[] {
  return [...groupBy(invoices, ({ client_id, month }) => `${client_id} ${month}`)].flatMap(
    ([what, documents]) => {
      const sequences = documents.map(({ sequence }) => sequence).sort((a, b) => a - b);
      const first = documents.filter(({ kind }) => kind === 'invoice');
      const fine =
        first.length === 1 && first[0]?.sequence === 0 && sequences.every((n, i) => n === i);
      return fine ? [] : [`${what} has documents ${sequences}, ${first.length} of them invoices`];
    },
  );
}

function wholeDocuments({ invoices, lines }: Snapshot): string[] {
  const byInvoice = groupBy(lines, ({ invoice_id }) => invoice_id);
  return invoices.flatMap(({ id, total_minor, tokens, kind, number_in_series }) => {
    const own = byInvoice.get(id) ?? [];
    const sum = own.reduce((all, line) => all + line.amount_minor, 0);
    const tokenSum = own.reduce((all, line) => all + line.tokens, 0);
    const resources = new Set(own.map((line) => `${line.server_id} ${line.kind}`));
    const faults = [
      own.length === 0 && 'no lines',
      sum !== total_minor && `a total of ${total_minor} over lines of ${sum}`,
      tokenSum !== tokens && `${tokens} tokens over lines of ${tokenSum}`,
      resources.size !== own.length && 'a resource twice',
      number_in_series === 0 && 'no number',
      (kind === 'credit_note' ? total_minor >= 0 : total_minor <= 0) &&
        `${kind} over ${total_minor}`,
    ].filter((fault) => fault !== false);
    return faults.map((fault) => `${id} has ${fault}`);
  });
}

function numbersWithoutGaps({ invoices, series }: Snapshot): string[] {
  return [...groupBy(invoices, (invoice) => invoice.series)].flatMap(([name, documents]) => {
    const numbers = documents.map(({ number_in_series }) => number_in_series).sort((a, b) => a - b);
    const texts = documents.every(
      ({ number, number_in_series: n }) => number === `${name}-${String(n).padStart(6, '0')}`,
    );
    const last = series.find((row) => row.series === name)?.last;
    const fine = numbers.every((n, i) => n === i + 1) && last === numbers.length && texts;
    return fine ? [] : [`series ${name} has ${numbers} under a counter of ${last}`];
  });
}

/** Committed together: a document, its task, its audit row. */
function toldAndWrittenDown({ invoices, tasks, issued }: Snapshot): string[] {
  const deliveries = tasks.filter(({ kind }) => kind === 'deliver_invoice');
  return invoices.flatMap(({ id }) => {
    const told = deliveries.filter(({ subject_id }) => subject_id === id).length;
    const written = issued.find(({ subject_id }) => subject_id === id)?.times ?? 0;
    return told === 1 && written === 1 ? [] : [`${id} has ${told} tasks and ${written} audit rows`];
  });
}

/** No server's month is paid by two clients, unless an operator took that upon himself. */
function serversBilledOnce({ invoices, lines, releases }: Snapshot): string[] {
  const byId = new Map(invoices.map((invoice) => [invoice.id, invoice]));
  const paid = new Map<string, Map<string, number>>();
  for (const { invoice_id, server_id, kind, tokens } of lines) {
    const invoice = byId.get(invoice_id);
    if (!invoice || kind !== 'server') continue;
    const key = `${invoice.month} ${server_id}`;
    const payers = paid.get(key) ?? new Map<string, number>();
    payers.set(invoice.client_id, (payers.get(invoice.client_id) ?? 0) + tokens);
    paid.set(key, payers);
  }
  return [...paid].flatMap(([key, payers]) => {
    const [month] = key.split(' ');
    const clients = [...payers].filter(([, tokens]) => tokens > 0).map(([client]) => client);
    const released = clients.filter((client) =>
      releases.some(
        (r) => r.client_id === client && r.month === month && r.code === 'resource_in_two_clients',
      ),
    );
    return clients.length - released.length > 1 ? [`server ${key} is paid by ${clients}`] : [];
  });
}

/** Whatever of an override was executed had been approved: this manifest, within a day. */
function approvedPlansOnly({ runs, approvals }: Snapshot): string[] {
  return runs.flatMap(({ id, month, trigger, state, manifest, planned_at_ms }) => {
    const mine = approvals.filter(({ subject_id }) => subject_id === id);
    const started = ['executing', 'executed', 'execution_failed'].includes(state);
    if (trigger === 'schedule')
      return mine.length === 0 ? [] : [`${id} of the schedule was approved`];
    if (started !== mine.length > 0) return [`${id} is ${state} with ${mine.length} approvals`];
    return mine.flatMap(({ at_ms, detail }) => {
      const approved = (JSON.parse(detail) as { manifest: string }).manifest;
      const faults = [
        approved !== manifest && 'another manifest',
        at_ms - planned_at_ms > PLAN_VALID_MS && 'a plan that was too old',
        runs.some(
          (other) =>
            other.month === month &&
            other.planned_at_ms > planned_at_ms &&
            other.planned_at_ms < at_ms - CLOCK_ROOM_MS,
        ) && 'a plan that was superseded',
      ].filter((fault) => fault !== false);
      return faults.map((fault) => `${id} was approved with ${fault}`);
    });
  });
}

function onePanelUserEach({ clients }: Snapshot, panelUsers: readonly PanelUser[]): string[] {
  return clients.flatMap(({ email, state, panel_user_id }) => {
    const own = panelUsers.filter((user) => user.email.toLowerCase() === email.toLowerCase());
    const faults: string[] = [];
    if (own.length > 1) faults.push(`${email} has ${own.length} panel users`);
    if (state === 'enrolled') {
      const user = own.find(({ id }) => id === panel_user_id);
      if (!user)
        faults.push(`${email} is enrolled with the panel user ${panel_user_id} of somebody else`);
      else if (user.isAdmin) faults.push(`${email} is enrolled with an administrator`);
    }
    return faults;
  });
}

export function linesOf(lines: readonly LineRow[], invoiceId: string): LineRow[] {
  return lines.filter(({ invoice_id }) => invoice_id === invoiceId);
}
