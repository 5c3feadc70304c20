/** Loads clients with their history, for example the invoices that an older add-on made. Repeatable by e-mail. */
import { z } from 'zod';
import { clientByEmail, makeClient } from '../clients/clients.ts';
import { makeUser, userByEmail } from '../clients/users.ts';
import {
  CLIENT_FLAGS,
  type Client,
  INVOICE_STATUSES,
  type Installation,
  PROFILE_FIELDS,
} from '../installation.ts';
import { makeInvoice, publish, setInvoiceStatus } from '../invoices/invoices.ts';
import { changeCredit } from '../invoices/payments.ts';
import { ruleRateMilli } from '../invoices/totals.ts';
import { toMinor } from '../money.ts';
import { daysLater } from '../server-time.ts';
import { defaultGateway } from '../settings/catalogue.ts';
import { pay } from './acts.ts';

const lineSchema = z.strictObject({
  description: z.string(),
  amount: z.string(),
  taxed: z.boolean().default(false),
  type: z.string().default(''),
});
const invoiceSchema = z.strictObject({
  date: z.iso.date(),
  duedate: z.iso.date().optional(),
  status: z.enum(INVOICE_STATUSES).default('Unpaid'),
  paymentmethod: z.string().optional(),
  notes: z.string().default(''),
  lines: z.array(lineSchema),
});
const clientSchema = z.strictObject({
  profile: z.partialRecord(z.enum(PROFILE_FIELDS), z.string()).and(z.object({ email: z.email() })),
  password: z.string().default(''),
  currency: z.string().length(3).optional(),
  credit: z.string().optional(),
  flags: z.partialRecord(z.enum(CLIENT_FLAGS), z.boolean()).default({}),
  emailVerified: z.boolean().default(true),
  invoices: z.array(invoiceSchema).default([]),
});

export const seedSchema = z.strictObject({ clients: z.array(clientSchema) });
export type Seed = z.output<typeof seedSchema>;
type SeedClient = Seed['clients'][number];
type SeedInvoice = SeedClient['invoices'][number];

export interface Seeded {
  readonly clients: readonly {
    readonly email: string;
    readonly clientId: number;
    readonly created: boolean;
    readonly invoiceIds: readonly number[];
  }[];
}

/** What keeps the whole seed out, or null. */
export function seedProblem(installation: Installation, seed: Seed): string | null {
  const codes = new Set(installation.tables.catalogue.currencies.map(({ code }) => code));
  const wrong = seed.clients.find(({ currency }) => currency !== undefined && !codes.has(currency));
  return wrong === undefined ? null : `There is no currency ${wrong.currency}.`;
}

/** A client who is there already is kept as it is, with its invoices. */
export function applySeed(installation: Installation, seed: Seed): Seeded {
  const clients = seed.clients.map((given) => {
    const email = given.profile.email;
    const known = clientByEmail(installation, email);
    if (known !== null) return { email, clientId: known.id, created: false, invoiceIds: [] };
    const client = seedClient(installation, given);
    const invoiceIds = given.invoices.map((invoice) => seedInvoice(installation, client, invoice));
    return { email, clientId: client.id, created: true, invoiceIds };
  });
  // What happened in the past is told to nobody.
  installation.tables.events.length = 0;
  return { clients };
}

function seedClient(installation: Installation, given: SeedClient): Client {
  const { catalogue } = installation.tables;
  const { email, firstname = '', lastname = '', language = '' } = given.profile;
  const owner =
    userByEmail(installation, email) ??
    makeUser(installation, {
      firstName: firstname,
      lastName: lastname,
      email,
      password: given.password,
      language,
    });
  owner.isEmailVerified = given.emailVerified;
  const currency = catalogue.currencies.find(({ code }) => code === given.currency);
  const client = makeClient(installation, {
    ownerUserId: owner.id,
    profile: given.profile,
    currencyId: currency?.id ?? catalogue.currencies[0]?.id ?? 0,
    groupId: 0,
    customFields: {},
  });
  Object.assign(client.flags, given.flags);
  if (given.credit !== undefined) {
    changeCredit(installation, client, toMinor(given.credit), 'Opening balance');
  }
  return client;
}

function seedInvoice(installation: Installation, client: Client, given: SeedInvoice): number {
  const { catalogue, options } = installation.tables;
  const invoice = makeInvoice(installation, {
    client,
    date: given.date,
    dueDate: given.duedate ?? daysLater(given.date, options.dueDays),
    paymentMethod: given.paymentmethod ?? defaultGateway(catalogue),
    notes: given.notes,
    taxRateMilli: ruleRateMilli(catalogue, client, 1),
    taxRate2Milli: ruleRateMilli(catalogue, client, 2),
    lines: given.lines.map(({ amount, ...line }) => ({ ...line, amountMinor: toMinor(amount) })),
  });
  if (given.status !== 'Draft') publish(installation, invoice, false);
  if (given.status === 'Paid') pay(installation, invoice, invoice.totalMinor);
  else setInvoiceStatus(installation, invoice, given.status, 'system');
  return invoice.id;
}
