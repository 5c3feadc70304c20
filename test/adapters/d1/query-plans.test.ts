// No statement reads a table from end to end: what is fast with ten clients must be with a hundred thousand. The tables below
// name every read of a group, and every kind of a family of changes; a new one without an entry does not compile. A group
// or family joins by being added to them.
import { describe, expect, it } from 'vitest';
import type { ClientId, InvoiceId } from '#core/ids.ts';
import type { AccountChange } from '#ports/account-changes.ts';
import type { Change, DeliveryChange } from '#ports/changes.ts';
import type { Store } from '#ports/store.ts';
import { fullScansOf, type Statement, statementsOf } from '../../support/query-plans.ts';

type Group = 'deliveries' | 'signIn';
type Reads<G extends Group> = {
  readonly [M in keyof Store[G]]: Store[G][M] extends (...given: infer P) => unknown ? P : never;
};
type Samples<C extends Change> = {
  readonly [T in C['type']]: Omit<Extract<C, { type: T }>, 'type'>;
};

const CLIENT = 'cli_0' as ClientId;
const INVOICE = 'inv_0' as InvoiceId;
const SYSTEM = 'whmcs';

const READS: { readonly [G in Group]: Reads<G> } = {
  deliveries: {
    start: [INVOICE, CLIENT, SYSTEM],
    stop: [SYSTEM],
    paymentsDue: [SYSTEM, 1, 60],
    counts: [SYSTEM],
    problems: [SYSTEM, 50],
    documentId: [INVOICE, SYSTEM],
    billingClientId: [CLIENT, SYSTEM],
    linked: [SYSTEM, ['1', '2']],
  },
  signIn: {
    ofSession: ['hash', 1],
    byEmail: ['a@example.com'],
    byIdentity: ['issuer', 'subject'],
    takeAttempt: [[{ key: 'k', free: 1, baseMs: 1, maxMs: 1 }], 1],
    reset: ['hash'],
  },
};

const delivery = {
  invoiceId: INVOICE,
  clientId: CLIENT,
  system: SYSTEM,
  reference: 'PM-0',
  version: 1,
};
const journal = { phase: 'none', documentId: '', lines: {} } as const;

const DELIVERY_CHANGES: Samples<DeliveryChange> = {
  delivery_noted: {
    delivery,
    journal,
    inDoubtSinceMs: 1,
    beginsWrite: true,
    problem: '',
    problemDetail: '',
    atMs: 1,
  },
  delivery_done: { delivery, journal, nextLookMs: 1, atMs: 1 },
  delivery_restarted: { invoiceId: INVOICE, system: SYSTEM, atMs: 1 },
  client_linked: { clientId: CLIENT, system: SYSTEM, billingClientId: '1', atMs: 1 },
  client_unlinked: { clientId: CLIENT, system: SYSTEM },
  billing_stopped: { system: SYSTEM, code: 'c', detail: 'd', atMs: 1 },
  billing_resumed: { system: SYSTEM },
  payments_read: {
    payments: [{ invoiceId: INVOICE, state: 'paid', paidAtMs: 1, nextLookMs: null }],
    atMs: 1,
  },
  payment_hinted: { system: SYSTEM, documentId: '1', atMs: 1 },
};

type IdentityChange = Extract<AccountChange, { type: 'identity_linked' | 'identities_removed' }>;
const IDENTITY_CHANGES: Samples<IdentityChange> = {
  identity_linked: { issuer: 'i', subject: 's', clientId: CLIENT, atMs: 1 },
  identities_removed: { clientId: CLIENT },
};

/** Read from end to end on purpose, each with the reason. */
const ALLOWED: Readonly<Record<string, string>> = {
  // A provider publishes a few texts a year, and all of the newest are asked for.
  'signIn.ofSession': 'SCAN current',
};

type Caught = readonly [string, () => Promise<Statement[]>];

const reads: Caught[] = Object.entries(READS).flatMap(([group, methods]) =>
  Object.entries(methods).map(([method, given]): Caught => {
    const read = async (store: Store) => {
      const reader = store[group as Group] as unknown as Readonly<
        Record<string, (...all: unknown[]) => unknown>
      >; // by the table's own keys
      await reader[method]?.(...(given as unknown[]));
    };
    return [`${group}.${method}`, () => statementsOf(read)];
  }),
);
const changes: Caught[] = Object.entries({ ...DELIVERY_CHANGES, ...IDENTITY_CHANGES }).map(
  ([type, sample]): Caught => [
    type,
    () => statementsOf((store) => store.commit([{ type, ...sample } as Change])), // by the table's own keys
  ],
);

describe('the plan of every statement', () => {
  it.each([...reads, ...changes])('of %s reads no table from end to end', async (name, caught) => {
    const statements = await caught();
    expect(statements.length).toBeGreaterThan(0);
    const scans = (await Promise.all(statements.map(fullScansOf))).flat();
    const allowed = ALLOWED[name];
    expect(scans.filter((scan) => allowed === undefined || !scan.startsWith(allowed))).toEqual([]);
    if (allowed !== undefined) expect(scans.join()).toContain(allowed);
  });

  it('would notice a missing index, and does not mind lists that came as a parameter', async () => {
    const by = (column: string) => ({
      sql: `SELECT id FROM client WHERE ${column} = ?`,
      params: ['x'],
    });
    expect(await fullScansOf(by('company'))).toEqual(['SCAN client']);
    expect(await fullScansOf(by('email'))).toEqual([]);
    const counted = { sql: 'SELECT count(*) FROM client', params: [] };
    expect(await fullScansOf(counted)).toHaveLength(1);
    const listed = {
      sql: 'WITH given AS MATERIALIZED (SELECT value FROM json_each(?)) SELECT client.id FROM given JOIN client ON client.id = given.value',
      params: ['[]'],
    };
    expect(await fullScansOf(listed)).toEqual([]);
  });
});
