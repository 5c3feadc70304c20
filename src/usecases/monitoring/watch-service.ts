import { type Alarm, alarmDay, alarmKey, missedAutomation } from '#core/monitoring/alarm.ts';
import type { Ports } from '#ports/ports.ts';
import type { Run } from '#ports/run-reads.ts';
import { type AlarmPorts, raiseAlarm } from '#usecases/monitoring/raise-alarm.ts';

type WatchPorts = AlarmPorts & Pick<Ports, 'billing'>;

/** Looks for what nobody else would tell the operator, and tells it. `stuck`: a run that nobody touched for long. */
export async function watchService(ports: WatchPorts, stuck: Run | undefined): Promise<void> {
  const { store, clock, settings } = ports;
  const nowMs = clock.nowMs();
  const seen = await store.monitoring.watch(alarmDay(nowMs));
  const alarms: Alarm[] = [];
  const dueAtMs = missedAutomation(
    { lastAtMs: seen.lastAutomationAtMs, inUseSinceMs: seen.inUseSinceMs },
    nowMs,
  );
  if (dueAtMs !== undefined) alarms.push({ cause: 'automation_missed', dueAtMs });
  if (stuck) alarms.push({ cause: 'run_stuck', runId: stuck.id, month: stuck.month });
  const stopped = await stoppedDeliveries(ports);
  if (stopped) alarms.push(stopped);
  const { mailsPerDay: perDay } = settings.abuse;
  if (seen.strangerMails >= perDay) alarms.push({ cause: 'mails_exhausted', perDay });
  for (const alarm of alarms) {
    if (!seen.raised.includes(alarmKey(alarm))) await raiseAlarm(ports, alarm);
  }
}

async function stoppedDeliveries({ store, billing }: WatchPorts): Promise<Alarm | undefined> {
  const { name: system, external } = billing.capabilities;
  const stop = external ? await store.deliveries.stop(system) : undefined;
  return stop && { cause: 'deliveries_stopped', system, code: stop.code };
}
