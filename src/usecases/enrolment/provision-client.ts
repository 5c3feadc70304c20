// Gets one client a panel user, and never two. Every attempt begins by asking the panel who is there, so an attempt
// whose reply was lost is settled by the next one's question.
import type { ProvisioningFailure } from '#core/enrolment/client-state.ts';
import { matchPanelUser, type PanelMatch } from '#core/enrolment/match-panel-user.ts';
import type { ClientId, Id } from '#core/ids.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';
import type { VirtualizationFailure } from '#ports/virtualization.ts';
import { letterTask } from '#usecases/outbox/letter-task.ts';
import { newToken } from '#usecases/tokens.ts';
import { withinLease } from '#usecases/within-lease.ts';

export type ProvisioningPorts = Pick<
  Ports,
  'store' | 'panel' | 'secrets' | 'clock' | 'callDeadline' | 'random' | 'queue' | 'settings' | 'log'
>;

export interface Attempt {
  /** Known only within the request in which the client accepted; later attempts make up a random one. */
  readonly password?: string;
  /** Task to close when this attempt succeeds. */
  readonly taskId?: Id<'outbox'>;
  /** Somebody tries again by hand what the outbox may have given up. */
  readonly byHand?: true;
  /** The client is not looking at the page: tell by mail. */
  readonly tellByMail?: boolean;
}

export type Provisioned = 'enrolled' | 'not_waiting' | ProvisioningFailure;

/** Five calls at the longest time-out that the settings allow, and what storing needs; a longer attempt ends early. */
const LEASE_MS = 150_000;

/** One attempt, under a lease on the client. `not_waiting`: another attempt has it, or it is enrolled or closed. */
export async function provisionClient(
  ports: ProvisioningPorts,
  clientId: ClientId,
  attempt: Attempt,
): Promise<Provisioned> {
  const { store, clock, log } = ports;
  const nowMs = clock.nowMs();
  const leaseUntilMs = nowMs + LEASE_MS;
  const client = await store.clients.claimProvisioning(clientId, nowMs, leaseUntilMs);
  if (!client) return 'not_waiting';

  const found = await withinLease(ports, leaseUntilMs, () =>
    findOrMake(ports, client, attempt.password),
  );
  const atMs = clock.nowMs();
  if (!found.ok) {
    const failure = found.error;
    log.warn('provisioning_failed', { clientId, failure });
    await store.commit([
      { type: 'provisioning_failed', clientId, failure, leaseUntilMs },
      ...failureEvent(client, failure, atMs),
    ]);
    return failure;
  }
  const changes: Change[] = [
    { type: 'client_enrolled', clientId, panelUserId: found.value, atMs, leaseUntilMs },
    {
      type: 'event_published',
      event: {
        type: 'client.enrolled',
        data: { clientId, clientNumber: client.number, panelUserId: found.value },
      },
      atMs,
    },
    {
      type: 'audit',
      event: {
        atMs,
        actor: 'system',
        action: 'client_enrolled',
        subjectId: clientId,
        detail: { panelUserId: found.value },
      },
    },
  ];
  if (attempt.taskId) changes.push({ type: 'outbox_done', id: attempt.taskId, atMs });
  if (attempt.byHand) changes.push({ type: 'provisionings_done', clientId, atMs });
  if (attempt.tellByMail) changes.push(await readyLetter(ports, client));
  const committed = await store.commit(changes);
  if (!committed.ok) {
    // Another client holds this panel user already; the panel and the store disagree, and a person has to look.
    const stated = await store.commit([
      {
        type: 'provisioning_failed',
        clientId,
        failure: 'panel_user_of_another_client',
        leaseUntilMs,
      },
      ...failureEvent(client, 'panel_user_of_another_client', atMs),
    ]);
    // Or this attempt outlived its lease, and what becomes of the client is another one's to say.
    return stated.ok ? 'panel_user_of_another_client' : 'not_waiting';
  }
  log.info('client_enrolled', { clientId });
  return 'enrolled';
}

/** Attempts go on for hours: only a reason that is new for the client is news. */
function failureEvent(client: Client, failure: ProvisioningFailure, atMs: number): Change[] {
  if (client.failure === failure) return [];
  const data = { clientId: client.id, clientNumber: client.number, failure };
  return [{ type: 'event_published', event: { type: 'client.provisioning_failed', data }, atMs }];
}

async function findOrMake(
  ports: ProvisioningPorts,
  client: Client,
  password: string | undefined,
): Promise<Result<number, ProvisioningFailure>> {
  const match = await lookUp(ports, client);
  if (!match.ok) return match;
  if (match.value.do !== 'create') return take(ports, client, match.value);

  const made = await make(ports, client, password);
  if (made.ok) return ok(made.value.panelUserId);
  const { disposition, code, detail } = made.error;
  ports.log.warn('panel_user_not_made', { clientId: client.id, code, detail });
  // Perhaps it exists now: the reply was lost, or somebody made it since the question. Ask again before saying so. A
  // complaint about the address means that it is taken only where somebody has it.
  if (disposition === 'unknown' || code === 'panel_email_refused') {
    const again = await lookUp(ports, client);
    if (!again.ok) return err('panel_outcome_unknown');
    if (again.value.do !== 'create') return take(ports, client, again.value);
    return err(disposition === 'unknown' ? 'panel_outcome_unknown' : 'panel_refused_address');
  }
  return err(disposition === 'rejected' ? 'panel_rejected' : 'panel_unavailable');
}

async function make(
  ports: ProvisioningPorts,
  { email, number: billingUserId }: Client,
  password: string | undefined,
) {
  const create = (secret: string) =>
    ports.panel.createUser({ email, password: secret, billingUserId });
  if (password === undefined) return create(randomPassword(ports));
  const made = await create(password);
  // The panel's rule may be stricter than ours; people come in by sign-on, so a random one serves.
  if (!made.ok && made.error.code === 'panel_password_refused')
    return create(randomPassword(ports));
  return made;
}

async function lookUp(
  { panel }: ProvisioningPorts,
  client: Client,
): Promise<Result<PanelMatch, ProvisioningFailure>> {
  const found = await panel.findUsers(client.email);
  if (!found.ok) return err(failureOfQuestion(found.error));
  return ok(matchPanelUser(found.value, client));
}

async function take(
  { panel }: ProvisioningPorts,
  client: Client,
  match: Exclude<PanelMatch, { do: 'create' }>,
): Promise<Result<number, ProvisioningFailure>> {
  switch (match.do) {
    case 'keep':
      return ok(match.panelUserId);
    case 'refuse':
      return err(match.failure);
    case 'link': {
      const linked = await panel.linkUser(match.panelUserId, client.number);
      if (linked.ok) return ok(match.panelUserId);
      return err(linked.error.disposition === 'rejected' ? 'panel_rejected' : 'panel_unavailable');
    }
  }
}

/** A question changes nothing, so whatever went wrong with it, asking again is safe. */
function failureOfQuestion(failure: VirtualizationFailure): ProvisioningFailure {
  return failure.disposition === 'rejected' ? 'panel_rejected' : 'panel_unavailable';
}

async function readyLetter(ports: ProvisioningPorts, client: Client): Promise<Change> {
  const dashboardUrl = `${ports.settings.origin}/dashboard`;
  const letter = {
    kind: 'account_ready',
    to: client.email,
    language: client.language,
    name: client.name,
    dashboardUrl,
  } as const;
  return letterTask(ports, letter, client.id, 0);
}

/** 256 random bits, with the upper-case letter and the digit that the panel's rule asks for. */
function randomPassword(ports: Pick<Ports, 'random'>): string {
  return `${newToken(ports)}A1`;
}
