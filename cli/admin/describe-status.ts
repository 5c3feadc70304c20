import { styled } from '../output/style.ts';
import type { AutomationJson } from './describe-automation.ts';
import { amountsText, moneyText } from './describe-plan.ts';
import { minuteText } from './minute-text.ts';
import type { RunHeadJson, UnsettledJson } from './run-list.ts';
import type { RunJson } from './runs.ts';

/** An automation with what has become since of the steps that failed. */
type JudgedJson = Omit<AutomationJson, 'steps'> & {
  readonly trigger: string;
  readonly steps: readonly (AutomationJson['steps'][number] & {
    /** Null where it did not fail, or is open still. */
    readonly settledAt: string | null;
  })[];
};

/** What `GET /admin/status` answers. */
export interface StatusJson {
  readonly origin: string;
  readonly now: string;
  readonly month: {
    readonly month: string;
    readonly costsUntil: string | null;
    readonly costs: readonly {
      readonly currency: string;
      readonly clients: number;
      readonly costMinor: number;
    }[];
    /** Where the next call goes on reading costs; null when all are read. */
    readonly next: string | null;
  };
  readonly lastMonth: { readonly month: string; readonly billed: RunJson['totals'] };
  readonly clientsByState: Readonly<Record<string, number>>;
  readonly lastRun: RunHeadJson | null;
  /** `ok`: nothing of it is open still. */
  readonly lastAutomation: JudgedJson | null;
  readonly unsettled: readonly UnsettledJson[];
  readonly outbox: Readonly<Record<'pending' | 'due' | 'failed' | 'unknown', number>>;
  readonly deliveries: Readonly<Record<'waiting' | 'in_doubt' | 'problem', number>>;
  readonly billingSystem: string;
  readonly stopped: {
    readonly code: string;
    readonly detail: string;
    readonly since: string;
  } | null;
  readonly concerns: readonly {
    readonly what: string;
    readonly count: number;
    readonly meaning: string;
    readonly tone: string;
    readonly path: string;
  }[];
}

/** The daily automation is late when its last one is older. */
const AUTOMATION_EVERY_MS = 25 * 3_600_000;

/** Everything that a person has to look at, in a sentence each. Empty when all is well. */
export function troubles(status: StatusJson): readonly string[] {
  const { stopped, lastAutomation, now, concerns } = status;
  const late =
    lastAutomation !== null &&
    Date.parse(now) - Date.parse(lastAutomation.finishedAt) > AUTOMATION_EVERY_MS;
  return [
    ...(stopped ? [`Deliveries are stopped: ${stopped.code}. ${stopped.detail}`.trim()] : []),
    ...(late ? ['The daily automation has not run for more than a day.'] : []),
    ...(lastAutomation && !lastAutomation.ok ? [failedText(lastAutomation)] : []),
    ...concerns
      .filter(({ tone }) => tone === 'problem')
      .map((concern) => concernText(status, concern)),
  ];
}

function failedText({ steps }: JudgedJson): string {
  const open = steps.filter(({ ok, settledAt }) => !ok && settledAt === null);
  const names = open.map(({ step }) => step).join(', ');
  return `The last daily automation failed at: ${names}. Try it again: npx postmeter automation --verbose`;
}

type Concern = StatusJson['concerns'][number];

/** The commands for what the admin area has elsewhere; what has none is looked at there. */
const COMMANDS: Readonly<Record<string, string>> = {
  '/admin/runs': 'npx postmeter plan MONTH',
  '/admin/parked': 'npx postmeter parked list',
  '/admin/clients?state=provisioning_failed':
    'npx postmeter clients list --state provisioning_failed',
  '/admin/letters?state=failed': 'npx postmeter letters list --state failed',
  '/admin/letters?state=unknown': 'npx postmeter letters list --state unknown',
  '/admin/deliveries': 'npx postmeter billing status',
  '/admin/webhooks': 'npx postmeter webhooks list',
};

function concernText({ origin }: StatusJson, { what, count, meaning, path }: Concern): string {
  return `${what}: ${count}. ${meaning} See: ${COMMANDS[path] ?? `${origin}${path}`}`;
}

/** One screen. Times are UTC. */
export function describeStatus(status: StatusJson, version: string): string {
  const { origin, now, lastMonth, lastRun, outbox, deliveries } = status;
  const rows: readonly (readonly [string, string])[] = [
    ['Service', `${origin}, its time ${minuteText(now)}; this command ${version}`],
    ['Clients', statesText(status.clientsByState)],
    ['This month', monthText(status.month)],
    ['Last month', `${lastMonth.month}: ${billedText(lastMonth.billed)}`],
    ['Last run', lastRun ? runText(lastRun) : 'none yet'],
    ['Automation', automationText(status.lastAutomation)],
    ['Not done', unsettledText(status.unsettled)],
    ['Outbox', countsText(outbox)],
    ['Deliveries', `${status.billingSystem}: ${countsText(deliveries)}`],
  ];
  const found = troubles(status);
  const notes = status.concerns.filter(({ tone }) => tone !== 'problem');
  return [
    ...rows.map(([name, text]) => `${styled('bold', name.padEnd(11))} ${text}`),
    '',
    ...notes.map((concern) => `${styled('yellow', '!')} ${concernText(status, concern)}`),
    ...found.map((text) => `${styled('red', '✗')} ${text}`),
    ...(found.length === 0 ? [`${styled('green', '✓')} Nothing needs a person.`] : []),
  ].join('\n');
}

function monthText({ month, costsUntil, costs, next }: StatusJson['month']): string {
  if (costsUntil === null) return `${month}: it has just begun`;
  const amounts = costs.map(
    ({ currency, costMinor, clients }) =>
      `${moneyText(currency, costMinor)} ${currency} of ${clients} clients`,
  );
  const some = next === null ? '' : '; not all clients are read yet, ask again';
  return `${month} up to ${costsUntil}: ${amounts.join(', ') || 'no costs known'}${some}`;
}

function billedText(billed: RunJson['totals']): string {
  const documents = billed.reduce((sum, { invoices }) => sum + invoices, 0);
  return documents === 0 ? 'no documents' : `${documents} documents, ${amountsText(billed)}`;
}

function runText({ month, state, issued, executedAt, createdAt, runId }: RunHeadJson): string {
  const when = minuteText(executedAt ?? createdAt);
  return `${month} ${state.replaceAll('_', ' ')}, made ${issued}, ${when}  ${runId}`;
}

function automationText(last: StatusJson['lastAutomation']): string {
  if (!last) return 'has not run yet';
  const failed = last.steps.filter(({ ok }) => !ok);
  const settled = failed.flatMap(({ step, settledAt }) =>
    settledAt === null ? [] : `, ${step} settled ${minuteText(settledAt)}`,
  );
  const how =
    failed.length === 0
      ? 'all steps done'
      : `${failed.length} ${failed.length === 1 ? 'step' : 'steps'} failed${settled.join('')}`;
  return `${minuteText(last.finishedAt)}, ${how} (${last.trigger})`;
}

function unsettledText(months: readonly UnsettledJson[]): string {
  if (months.length === 0) return 'no month';
  const shown = months
    .slice(0, SHOWN_MONTHS)
    .map(({ month, runId, parked }) =>
      runId === null ? `${month} never invoiced` : `${month} ${parked} parked`,
    );
  const rest = months.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more months` : shown.join(', ');
}

const SHOWN_MONTHS = 4;

function statesText(states: Readonly<Record<string, number>>): string {
  return countsText(states) === 'nothing' ? 'nobody yet' : countsText(states);
}

function countsText(counts: Readonly<Record<string, number>>): string {
  const told = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name.replaceAll('_', ' ')}`);
  return told.length > 0 ? told.join(', ') : 'nothing';
}
