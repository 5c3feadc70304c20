import type { CurrencyTotal } from '#core/invoicing/manifest.ts';
import { type BillingMonth, monthAt, monthBefore } from '#core/month.ts';
import type { BillingStop } from '#ports/delivery-reads.ts';
import type { ServiceFacts } from '#ports/monitoring.ts';
import type { Ports } from '#ports/ports.ts';
import type { Run, UnsettledMonth } from '#ports/run-reads.ts';
import { type JudgedAutomation, lastAutomation } from '#usecases/automation/last-automation.ts';
import { unsettledMonths } from '#usecases/invoicing/unsettled-months.ts';

/** What an operator looks at first; the costs of the running month are `monthSoFar`. */
export interface Overview {
  readonly lastMonth: BillingMonth;
  /** Of its documents. */
  readonly billedLastMonth: readonly CurrencyTotal[];
  /** Past months that somebody still has to be billed for, newest first. */
  readonly unsettled: readonly UnsettledMonth[];
  readonly lastRun: Run | undefined;
  readonly lastAutomation: JudgedAutomation | undefined;
  readonly facts: ServiceFacts;
  readonly stop: BillingStop | undefined;
  /** Name of the billing system. */
  readonly system: string;
  readonly signups: { readonly open: number; readonly expired: number };
}

/** As many queries however many clients there are, all at once. */
export async function overview(
  ports: Pick<Ports, 'store' | 'clock' | 'settings' | 'billing'>,
): Promise<Overview> {
  const { store, clock, settings, billing } = ports;
  const nowMs = clock.nowMs();
  const lastMonth = monthBefore(monthAt(nowMs, settings.timeZone));
  const system = billing.capabilities.name;
  const [billedLastMonth, unsettled, runs, automation, facts, stop, signups] = await Promise.all([
    store.runs.billedTotals(lastMonth),
    unsettledMonths(ports),
    store.operators.runs({ limit: 1, billing: true }),
    lastAutomation(ports),
    store.monitoring.facts(nowMs, [lastMonth], system),
    store.deliveries.stop(system),
    store.operators.signups(nowMs),
  ]);
  return {
    lastMonth,
    billedLastMonth,
    unsettled,
    lastRun: runs[0],
    lastAutomation: automation,
    facts,
    stop,
    system,
    signups,
  };
}
