import { type Alarm, alarmDay, alarmKey } from '#core/monitoring/alarm.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';
import { letterTask } from '#usecases/outbox/letter-task.ts';

export type AlarmPorts = Pick<
  Ports,
  'store' | 'clock' | 'random' | 'secrets' | 'queue' | 'settings' | 'log'
>;

/** Warns the operator, once a cause and day: in the log, and by mail where an address is set. */
export async function raiseAlarm(ports: AlarmPorts, alarm: Alarm): Promise<void> {
  const { store, queue, log } = ports;
  const raised = await store.commit(await alarmChanges(ports, alarm));
  if (!raised.ok) return;
  log.error('alarm', { cause: alarmKey(alarm) });
  await queue.wake();
}

/** For a commit that raises it; one of the same cause and day conflicts. */
export async function alarmChanges(
  ports: Pick<AlarmPorts, 'clock' | 'random' | 'secrets' | 'settings'>,
  alarm: Alarm,
): Promise<readonly Change[]> {
  const atMs = ports.clock.nowMs();
  return [
    { type: 'alarm_raised', day: alarmDay(atMs), cause: alarmKey(alarm), atMs },
    ...(await alarmLetter(ports, alarm)),
  ];
}

/** The mail alone, for a commit that can happen but once. */
export async function alarmLetter(
  ports: Pick<AlarmPorts, 'clock' | 'random' | 'secrets' | 'settings'>,
  alarm: Alarm,
): Promise<readonly Change[]> {
  const { operatorEmail: to, origin } = ports.settings;
  if (to === undefined) return [];
  const adminUrl = `${origin}/admin`;
  const letter = { kind: 'operator_alarm', to, language: 'en', alarm, adminUrl } as const;
  return [await letterTask(ports, letter, alarmKey(alarm), 0)];
}
