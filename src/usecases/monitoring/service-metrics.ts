import type { Metric, Sample } from '#core/monitoring/prometheus.ts';
import { type BillingMonth, monthAt, monthsBefore } from '#core/month.ts';
import type { ServiceFacts } from '#ports/monitoring.ts';
import type { Ports } from '#ports/ports.ts';
import { lastAutomation } from '#usecases/automation/last-automation.ts';

/** Months of documents; the running one has none. */
const MONTHS = 3;

/** Everything that is worth a graph, from what the store says now. */
export async function serviceMetrics(
  ports: Pick<Ports, 'store' | 'clock' | 'settings' | 'billing'>,
): Promise<readonly Metric[]> {
  const { store, clock, settings, billing } = ports;
  const nowMs = clock.nowMs();
  const months = monthsBefore(monthAt(nowMs, settings.timeZone), MONTHS);
  const facts = await store.monitoring.facts(nowMs, months, billing.capabilities.name);
  const judged = facts.lastAutomation?.ok === false ? await lastAutomation(ports) : undefined;
  const isSettled = judged?.ok ?? true;
  return [...ofBilling(facts, months), ...ofTasks(facts, nowMs), ...ofJobs(facts, isSettled)];
}

function ofBilling(facts: ServiceFacts, months: readonly BillingMonth[]): Metric[] {
  const [newest = ''] = months;
  return [
    metric('clients', 'Clients by state.', by('state', facts.clientsByState)),
    metric(
      'documents',
      'Invoices, supplements and credit notes by month, of the last three months.',
      months.map((of) => ({ labels: { month: of }, value: facts.documentsByMonth[of] ?? 0 })),
    ),
    metric(
      'run_state',
      'The newest run of the month before this one: 1 for the state it is in.',
      facts.runState === '' ? [] : [{ labels: { month: newest, state: facts.runState }, value: 1 }],
    ),
    metric('parked_clients', 'Clients that the newest executed run of that month held back.', [
      { labels: { month: newest }, value: facts.parked },
    ]),
  ];
}

function ofTasks(facts: ServiceFacts, nowMs: number): Metric[] {
  const { oldestDueAtMs } = facts;
  const waitedMs = oldestDueAtMs === null ? 0 : nowMs - oldestDueAtMs;
  return [
    metric(
      'outbox_tasks',
      'Mails, provisionings and deliveries; those due are pending as well.',
      by('state', facts.outbox),
    ),
    metric('outbox_oldest_due_seconds', 'How long the oldest due task has waited.', [
      { value: waitedMs / 1000 },
    ]),
    metric(
      'deliveries',
      'Documents on their way into the billing system.',
      by('state', facts.deliveries),
    ),
    metric('deliveries_stopped', '1 while the billing system refuses us.', [
      { value: facts.deliveriesStopped ? 1 : 0 },
    ]),
    metric('webhook_deliveries', 'Events to be sent, and given up.', by('state', facts.webhooks)),
    metric('webhook_endpoints', 'Endpoints by state.', by('state', facts.endpointsByState)),
  ];
}

/** `isSettled`: nothing that the last automation failed at is open still. */
function ofJobs(
  { lastAutomation: last, lastLookAtMs }: ServiceFacts,
  isSettled: boolean,
): Metric[] {
  return [
    metric(
      'automation_last_finished_timestamp_seconds',
      'When the daily automation last ended.',
      last ? [{ value: last.finishedAtMs / 1000 }] : [],
    ),
    metric(
      'automation_last_ok',
      '1 when every step of it succeeded, or what failed is settled since.',
      last ? [{ value: isSettled ? 1 : 0 }] : [],
    ),
    metric(
      'metering_last_look_timestamp_seconds',
      'When the last good look at the servers of the panel began.',
      lastLookAtMs === null ? [] : [{ value: lastLookAtMs / 1000 }],
    ),
  ];
}

function metric(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, help, samples };
}

function by(label: string, counts: Readonly<Record<string, number>>): Sample[] {
  return Object.entries(counts).map(([is, value]) => ({ labels: { [label]: is }, value }));
}
