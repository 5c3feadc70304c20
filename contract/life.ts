// The calls of a client's whole life through the port, as the service makes them: what must hold of every system.
import { type CurrencyCode, parseCurrency } from '../src/core/money.ts';
import type {
  BillingSystem,
  DeliveredDocument,
  Delivery,
  DeliveryJournal,
} from '../src/ports/billing-system.ts';
import { must } from './must.ts';
import type { StepResult } from './report.ts';
import { SANDBOX_COMPANY } from './sandbox.ts';

const EMPTY: DeliveryJournal = { phase: 'none', documentId: '', lines: {} };

/** A problem of our own settings, which says nothing about the system. */
const IS_OURS_TO_SET = /^[A-Z_]+ is not set/;

/** Writes of a delivery beside one for each line. */
const FURTHER_STEPS = 10;

export interface Life {
  readonly steps: readonly StepResult[];
  /** Undefined where no client could be made: then there is nothing more to ask. */
  readonly clientId: string | undefined;
  /** Issued in it, and cancelled. */
  readonly document: { readonly id: string; readonly reference: string } | undefined;
}

interface Sandbox {
  readonly email: string;
  readonly currency: CurrencyCode;
  readonly manyLines: number;
}

export async function liveThrough(billing: BillingSystem, sandbox: Sandbox): Promise<Life> {
  const steps: StepResult[] = [];
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      const value = await work();
      steps.push({ step: name, fault: '' });
      return value;
    } catch (error) {
      steps.push({ step: name, fault: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  };
  const { email, currency, manyLines } = sandbox;
  const person = { email, name: 'Contract Sandbox', company: SANDBOX_COMPANY, currency };

  await step('lets us in, and has what we need', async () => {
    const probe = must(await billing.probe());
    const problems = probe.problems.filter((problem) => !IS_OURS_TO_SET.test(problem));
    if (problems.length > 0) throw new Error(problems.join(' '));
  });
  await step('has nobody with an address that nobody has', async () => {
    same(must(await billing.findClient(email)), null);
  });
  const client = await step('makes a client', async () =>
    must(await billing.createClient({ ...person, password: randomPassword() })),
  );
  if (!client) return { steps, clientId: undefined, document: undefined };
  await step(
    'finds the client by address in any case, with the currency that was asked for',
    async () => {
      const found = must(await billing.findClient(email.toUpperCase()));
      same([found?.id, found?.active], [client.id, true]);
      same(must(await billing.readClient(client.id))?.currency, currency);
      if (!billing.ownedClients) return;
      same(must(await billing.ownedClients(email))[0]?.id, client.id);
    },
  );
  const documents: Delivery[] = [];
  for (const [name, lines] of [
    ['an invoice of 5 lines', 5],
    [`an invoice of ${manyLines} lines`, manyLines],
  ] as const) {
    const delivery = deliveryOf(client.id, currency, lines);
    const delivered = await step(`takes ${name}: written, read back, issued`, () =>
      deliver(billing, delivery),
    );
    if (!delivered) continue;
    documents.push(delivered);
    await step(
      `finds ${name} again by our reference alone, and writes nothing for it`,
      async () => {
        same(ordered(must(await billing.look(delivery))), ordered(delivered.journal));
      },
    );
    await step(`reads ${name}: open, and of this client`, async () => {
      const read = must(await billing.read(delivered.journal.documentId));
      same([read?.state, read?.clientId], ['open', client.id]);
    });
  }
  const [first] = documents;
  const isSignedIn = ['signed_url', 'fetched_url'].includes(billing.capabilities.signIn);
  const how = isSignedIn ? 'signed in' : 'behind its own login';
  await step(`has a way to pay an invoice, ${how}`, async () => {
    if (!first) throw new Error('there is no invoice');
    const { documentId } = first.journal;
    const link = must(await billing.payLink({ clientId: client.id, email, documentId }));
    if (!URL.canParse(link)) throw new Error('it is no address');
  });
  for (const { journal } of documents) {
    await step(`cancels invoice ${journal.documentId}`, async () => {
      must(await billing.cancel(journal.documentId, 'contract'));
      same(must(await billing.read(journal.documentId))?.state, 'cancelled');
    });
  }
  await step('knows no invoice and no client that is not there', async () => {
    same(must(await billing.read('999999999')), null);
    same(must(await billing.readClient('999999999')), null);
  });
  const document = first && {
    id: first.journal.documentId,
    reference: first.document.reference,
  };
  return { steps, clientId: client.id, document };
}

/** Systems list lines in orders of their own. */
function ordered({ phase, documentId, lines }: DeliveryJournal) {
  return [phase, documentId, Object.entries(lines).sort()];
}

async function deliver(billing: BillingSystem, delivery: Delivery): Promise<Delivery> {
  same(must(await billing.look(delivery)), EMPTY);
  let at = delivery;
  for (let count = 0; at.journal.phase !== 'done'; count++) {
    if (count === delivery.document.lines.length + FURTHER_STEPS)
      throw new Error(`still ${at.journal.phase} after ${count} writes`);
    at = { ...at, journal: must(await billing.advance(at)) };
  }
  return at;
}

/** Issued and due far ahead, so that no reminder goes out while it is open. */
function deliveryOf(clientId: string, currency: CurrencyCode, count: number): Delivery {
  const reference = `PM-${[...crypto.getRandomValues(new Uint8Array(10))].map((n) => ALPHABET[n % 32]).join('')}`;
  const lines = Array.from({ length: count }, (_, n) => ({
    key: `${n + 1}s`,
    text: `contract-${n + 1} (#${n + 1}) "A&B" <ö>: 1 h, ${n + 1} tokens x 0.01`,
    amountMinor: n + 1,
  }));
  const today = new Date();
  const due = new Date(today.getTime() + 60 * 24 * 3_600_000);
  const document: DeliveredDocument = {
    reference,
    number: `CONTRACT-${count}`,
    kind: 'invoice',
    month: today.toISOString().slice(0, 7),
    currency,
    issuedOn: today.toISOString().slice(0, 10),
    dueOn: due.toISOString().slice(0, 10),
    lines,
    totalMinor: (count * (count + 1)) / 2,
  };
  return { document, clientId, journal: EMPTY };
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function randomPassword(): string {
  return `Aa1-${crypto.randomUUID()}`;
}

function same(actual: unknown, expected: unknown): void {
  const [is, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== wanted) throw new Error(`it is ${is}, not ${wanted}`);
}

/** A code that is a currency. */
export function currencyOf(code: string): CurrencyCode {
  const parsed = parseCurrency(code);
  if (!parsed.ok) throw new Error(`${code} is not a currency that we know`);
  return parsed.value;
}
