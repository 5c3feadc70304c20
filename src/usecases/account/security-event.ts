import type { SecurityEvent } from '#core/letters.ts';
import type { Visitor } from '#core/sign-in/visitor.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';
import { letterTask } from '#usecases/outbox/letter-task.ts';

/**
 * What is stored with every change to how a client gets in: a line in the audit, and a letter to the address that the
 * client had until then, so that an owner hears of it even if somebody else made it. Wake the queue after the commit.
 */
export async function securityEvent(
  ports: Pick<Ports, 'secrets' | 'clock' | 'random' | 'settings'>,
  client: Client,
  event: SecurityEvent,
  visitor: Visitor,
): Promise<readonly Change[]> {
  const atMs = ports.clock.nowMs();
  return [
    { type: 'audit', event: { atMs, actor: 'client', action: event, subjectId: client.id } },
    await securityLetter(ports, client, event, visitor),
  ];
}

/** The letter alone. */
export function securityLetter(
  ports: Pick<Ports, 'secrets' | 'clock' | 'random' | 'settings'>,
  client: Client,
  event: SecurityEvent,
  visitor: Visitor,
): Promise<Change> {
  const letter = {
    kind: 'security_notice',
    to: client.email,
    language: client.language,
    name: client.name,
    event,
    atMs: ports.clock.nowMs(),
    timeZone: ports.settings.timeZone,
    ...visitor,
    accountUrl: `${ports.settings.origin}/account`,
  } as const;
  return letterTask(ports, letter, client.id, 0);
}
