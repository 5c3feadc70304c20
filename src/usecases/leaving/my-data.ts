import type { Line } from '#core/invoicing/rate.ts';
import type { InvoiceHead } from '#ports/invoice-reads.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';
import { termsEvidence } from '#usecases/terms/terms-evidence.ts';

/** More than a lifetime of months; a bound, not a page. */
const DOCUMENTS_AT_MOST = 2_000;
const EVENTS_AT_MOST = 5_000;
const OF_ANYTHING_ELSE = 2_000;

/** Everything that is stored about a client, for the client. Secrets and what only proves them are left out. */
export async function myData({ store, clock }: Pick<Ports, 'store' | 'clock'>, client: Client) {
  const { id } = client;
  const [heads, lines, terms, passkeys, identities, sessions, events, further] = await Promise.all([
    store.invoices.listOfClient(id, DOCUMENTS_AT_MOST),
    store.invoices.linesOfClient(id),
    termsEvidence({ store }, client),
    store.account.passkeys(id),
    store.account.identities(id),
    store.account.sessions(id, clock.nowMs()),
    store.account.audit(id, EVENTS_AT_MOST),
    store.account.data(id, OF_ANYTHING_ELSE),
  ]);
  if (!further) throw new Error(`client ${id} is gone`);
  const { times, secondFactor, ...lists } = further;
  return {
    format: 'postmeter-client-data-1',
    madeAt: iso(clock.nowMs()),
    account: { ...accountOf(client), ...inIso(times) },
    documents: heads.map((head) => documentOf(head, lines.get(head.id) ?? [])),
    termsAccepted: terms.acceptances,
    passkeys: passkeys.map(({ name, addedAtMs, lastUsedAtMs }) => ({
      name,
      addedAt: iso(addedAtMs),
      lastUsedAt: lastUsedAtMs === null ? null : iso(lastUsedAtMs),
    })),
    identities: identities.map(({ issuer, subject, linkedAtMs }) => ({
      issuer,
      subject,
      linkedAt: iso(linkedAtMs),
    })),
    secondFactor: secondFactor && inIso(secondFactor),
    sessions: sessions.map(({ openedAtMs, network, device }) => ({
      openedAt: iso(openedAtMs),
      network,
      device,
    })),
    events: events.map(({ atMs, actor, action }) => ({ at: iso(atMs), by: actor, event: action })),
    ...Object.fromEntries(Object.entries(lists).map(([name, rows]) => [name, rows.map(inIso)])),
  };
}

function accountOf(client: Client) {
  const { id, number, name, company, email, currency, language, state, panelUserId } = client;
  return {
    id,
    number,
    name,
    company,
    email,
    currency,
    language,
    state,
    panelUserId,
  };
}

function documentOf(head: InvoiceHead, lines: readonly Line[]) {
  const { id, number, kind, month, currency, totalMinor, tokenPrice, client, seller } = head;
  return {
    id,
    number,
    kind,
    month,
    currency,
    totalMinor,
    tokenPrice,
    client,
    seller,
    issuedAt: iso(head.issuedAtMs),
    dueAt: iso(head.dueAtMs),
    hash: head.itemHash,
    lines,
  };
}

/** `setAtMs` becomes `setAt`; what is no instant stays as it is. */
function inIso(row: Readonly<Record<string, string | number | null>>) {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) =>
      name.endsWith('AtMs')
        ? [name.slice(0, -2), typeof value === 'number' ? iso(value) : null]
        : [name, value],
    ),
  );
}

function iso(instantMs: number): string {
  return new Date(instantMs).toISOString();
}
