import type { TermsVersion } from '#core/enrolment/terms.ts';
import type { ClientId, Id } from '#core/ids.ts';
import type { CurrencyCode } from '#core/money.ts';
import { err, ok, type Result } from '#core/result.ts';
import { visitorOf } from '#core/sign-in/visitor.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';
import { provisioningTask } from '#usecases/enrolment/provisioning-task.ts';
import { openSession } from '#usecases/sign-in/open-session.ts';
import { newId } from '#usecases/tokens.ts';

export interface NewPerson {
  /** Proved. */
  readonly email: string;
  readonly name: string;
  readonly company: string;
  readonly currency: CurrencyCode;
  readonly password: string;
}

/** What is kept as evidence of the act, and the language of letters from now on. */
export interface Acceptor {
  readonly terms: readonly TermsVersion[];
  readonly language: string;
  readonly ip: string;
  readonly userAgent: string;
}

export interface CreatedClient {
  readonly clientId: ClientId;
  readonly taskId: Id<'outbox'>;
  readonly sessionToken: string;
}

/**
 * One commit: the client, the evidence that these texts were accepted, a session, and the task that gets a panel account.
 * `proof` is what made the person's address and whatever else belongs to them certain, and is used up with it. `too_late`:
 * one of its guards no longer holds, or the address has an account. `try_again`: nothing was done, and doing it again may.
 */
export async function createClient(
  ports: Pick<Ports, 'store' | 'secrets' | 'passwords' | 'clock' | 'random' | 'queue'>,
  person: NewPerson,
  acceptor: Acceptor,
  proof: (clientId: ClientId, atMs: number) => readonly Change[],
): Promise<Result<CreatedClient, 'too_late' | 'try_again'>> {
  const { store, passwords, clock } = ports;
  const { password, ...client } = person;
  const { terms, language, ip, userAgent } = acceptor;
  const hashed = await passwords.hash(password);
  if (!hashed.ok) return err('try_again');
  const atMs = clock.nowMs();
  const clientId = newId(ports, 'client');
  const session = await openSession(ports, clientId, visitorOf(acceptor));
  const task = provisioningTask(ports, clientId);
  const committed = await store.commit([
    {
      type: 'client_created',
      client: {
        id: clientId,
        ...client,
        language,
        passwordHash: hashed.value,
        createdAtMs: atMs,
      },
    },
    ...proof(clientId, atMs),
    {
      type: 'terms_accepted',
      clientId,
      acceptances: terms.map(({ kind, version, hash }) => ({ kind, version, hash })),
      atMs,
      ip,
      userAgent,
    },
    // In place before the first attempt: whatever happens to this request, the client gets a panel account.
    task.change,
    session.change,
    {
      type: 'event_published',
      event: { type: 'client.signed_up', data: { clientId, currency: client.currency } },
      atMs,
    },
    {
      type: 'audit',
      event: { atMs, actor: 'client', action: 'terms_accepted', subjectId: clientId },
    },
  ]);
  if (!committed.ok) return err('too_late');
  await ports.queue.wake(task.delayMs);
  return ok({ clientId, taskId: task.id, sessionToken: session.token });
}
