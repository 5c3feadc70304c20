// A billing system of the test's own making, a service with one invoice for it, and what the books say.
import { ok } from '#core/result.ts';
import type {
  BillingCode,
  BillingFailure,
  BillingSystem,
  DeliveryJournal,
} from '#ports/billing-system.ts';
import { enrolMany, openShop } from '../../../support/people.ts';
import { runMonth } from '../../../support/runs.ts';
import { newWorld, type World } from '../../../support/world.ts';

export const NONE: DeliveryJournal = { phase: 'none', documentId: '', lines: {} };
export const DONE: DeliveryJournal = { phase: 'done', documentId: '7', lines: { '1s': '70' } };

export const failure = (
  disposition: BillingFailure['disposition'],
  code: BillingCode,
): BillingFailure => ({ disposition, code, detail: `told: ${code}` });

/** One that does as told; every call is kept by its name. */
function fakeBilling(told: Partial<BillingSystem> = {}) {
  const calls: string[] = [];
  const client = { id: '5', email: 'client-0@example.com', currency: 'USD', active: true };
  const answers: BillingSystem = {
    capabilities: {
      name: 'whmcs',
      external: true,
      currencyPerDocument: false,
      negativeLines: false,
      signIn: 'none',
    },
    probe: async () => ok({ version: '', problems: [] }),
    findClient: async () => ok(client),
    readClient: async () => ok(client),
    createClient: async () => ok(client),
    look: async () => ok(NONE),
    advance: async () => ok(DONE),
    read: async () => ok(null),
    cancel: async () => ok(null),
    payLink: async () => ok('https://billing.example/'),
    readSignal: async () => undefined,
    ...told,
  };
  const billing = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      typeof answer !== 'function'
        ? answer
        : (...args: unknown[]) => {
            calls.push(name);
            return (answer as (...given: unknown[]) => unknown)(...args);
          },
    ]),
  ) as unknown as BillingSystem; // the same names with the same kinds of values
  return { billing, calls };
}

export async function withInvoice(told: Partial<BillingSystem> = {}) {
  const { billing, calls } = fakeBilling(told);
  const world = await newWorld({
    settings: { BILLING_SETTLE_SECONDS: '60' },
    ports: (ports) => ({ ...ports, billing }),
  });
  await openShop(world);
  await enrolMany(world, 1);
  await runMonth(world.ports);
  return { world, calls };
}

export async function books(world: World) {
  const [row] = await world.sql<Record<string, unknown>>(
    `SELECT delivery.phase, delivery.problem, delivery.problem_detail AS detail, delivery.in_doubt_since_ms > 0 AS inDoubt,
       delivery.document_id AS documentId, outbox.state AS task, outbox.attempts, outbox.due_at_ms AS dueAtMs
     FROM outbox LEFT JOIN delivery ON delivery.invoice_id = outbox.subject_id WHERE outbox.kind = 'deliver_invoice'`,
  );
  return row;
}

export async function invoiceId(world: World) {
  const [row] = await world.sql<{ id: `inv_${string}` }>('SELECT id FROM invoice');
  if (!row) throw new Error('no invoice');
  return row.id;
}
