import { monthAt, monthBefore } from '#core/month.ts';
import type { AutomationPorts } from '#usecases/automation/daily-automation.ts';
import { unsettledMonths } from '#usecases/invoicing/unsettled-months.ts';
import { raiseAlarm } from '#usecases/monitoring/raise-alarm.ts';

/** Months before the last one that are not done: no automation touches them any more, so a person has to know. */
export async function tellUnsettledMonths(ports: AutomationPorts): Promise<void> {
  const { clock, settings } = ports;
  const last = monthBefore(monthAt(clock.nowMs(), settings.timeZone));
  const unsettled = await unsettledMonths(ports);
  const months = unsettled.map(({ month }) => month).filter((month) => month < last);
  if (months.length > 0) await raiseAlarm(ports, { cause: 'months_unsettled', months });
}
