import { INVITATION_VALID_MS } from '#core/enrolment/link.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Change } from '#ports/changes.ts';
import type { Invitee } from '#ports/moving-reads.ts';
import type { Ports } from '#ports/ports.ts';
import type { MovingFailure } from '#usecases/moving/moving-failure.ts';
import { letterTask } from '#usecases/outbox/letter-task.ts';
import { newToken } from '#usecases/tokens.ts';

type InvitePorts = Pick<Ports, 'store' | 'clock' | 'random' | 'secrets' | 'settings' | 'queue'>;

const LETTERS_PER_STEP = 50;

/**
 * Mails the next imported clients a link to choose their first password; nobody is mailed twice. Whoever holds the mail
 * proves the address by it. Answers how many are left.
 */
export async function inviteImported(
  ports: InvitePorts,
  actor: string,
): Promise<Result<{ readonly invited: number; readonly left: number }, MovingFailure>> {
  const { store, clock, queue } = ports;
  const people = await store.moving.toInvite(LETTERS_PER_STEP);
  if (people.length === 0) return ok({ invited: 0, left: 0 });
  const atMs = clock.nowMs();
  const clientIds = people.map(({ id }) => id);
  const letters = await Promise.all(people.map((person) => letterTo(ports, person, atMs)));
  const committed = await store.commit([
    { type: 'clients_invited', clientIds, atMs },
    ...letters.flat(),
    ...clientIds.map((subjectId) => ({
      type: 'audit' as const,
      event: { atMs, actor, action: 'client_invited', subjectId },
    })),
  ]);
  if (!committed.ok) return err({ reason: 'overtaken' });
  await queue.wake();
  return ok({ invited: people.length, left: await store.moving.countToInvite() });
}

async function letterTo(
  ports: InvitePorts,
  { id, email, name }: Invitee,
  atMs: number,
): Promise<readonly Change[]> {
  const { secrets, settings } = ports;
  const token = newToken(ports);
  const url = `${settings.origin}/reset?token=${token}`;
  const letter = { kind: 'invitation', to: email, language: '', name, url } as const;
  return [
    {
      type: 'reset_requested',
      tokenHash: await secrets.digest(token),
      clientId: id,
      expiresAtMs: atMs + INVITATION_VALID_MS,
    },
    await letterTask(ports, letter, id, 1),
  ];
}
