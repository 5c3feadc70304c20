// A day on which the service does everything that it does, with all that it asks of the platform counted.
import { createHash } from 'node:crypto';
import type { Counts } from './invocation.ts';
import { startOutside } from './outside.ts';
import { seedClients, seedPrice } from './seed.ts';
import { settings } from './settings.ts';
import { linkInMail, must, publishTerms, signUp, until } from './sign-up-journey.ts';
import { type Database, type StartedWorker, startWorker } from './start-worker.ts';
import { createVisitor, type Visitor } from './visitor.ts';

const CRONS = ['*/5 * * * *', '15 1 * * *'] as const;
const EMAIL = 'ada@example.com';
const PASSWORD = 'Analytical-Engine-1';
const SESSION = 'the session of a client with invoices';

export interface Noted {
  readonly invocation: string;
  readonly counts: Counts;
}

export interface DaySize {
  readonly clients: number;
  /** Clients that wait for their panel account beside them. */
  readonly waiting: number;
  /** Whether the day ends with every task done, instead of with a queue at work. */
  readonly isWhole: boolean;
}

export interface BusyDay {
  /** Of one person who signs up, in and out. */
  readonly oneClient: readonly Noted[];
  /** Of everything after that: the crons, a month's run, a page of each kind, deliveries and letters. */
  readonly theDay: readonly Noted[];
  readonly documents: number;
  readonly databaseBytes: number;
}

/** Everything that the service does, once, with all that it asks of the platform noted. */
export async function busyDay(size: DaySize): Promise<BusyDay> {
  const outside = await startOutside('bench-panel-token');
  const worker = await startWorker({
    entry: 'bench/limits-worker.ts',
    databases: ['DB'],
    settings: settings(outside.panelApiUrl, outside.mailboxUrl),
    consumesQueue: true,
  });
  try {
    await publishTerms(worker);
    await signUpAndIn(worker, outside.mailboxUrl);
    const oneClient = await worker.call<Noted[]>('/bench/counts');
    await aBusyDay(worker, size);
    const noted = await worker.call<Noted[]>('/bench/counts');
    const database = await worker.database('DB');
    const { results, meta } = await database
      .prepare('SELECT count(*) AS documents FROM invoice')
      .all<{ documents: number }>();
    return {
      oneClient,
      theDay: noted.slice(oneClient.length),
      documents: results[0]?.documents ?? 0,
      databaseBytes: meta.size_after,
    };
  } finally {
    await worker.stop();
    outside.stop();
  }
}

/** Every page and form on the way from nobody to a signed-in client. */
async function signUpAndIn({ url }: StartedWorker, mailboxUrl: string): Promise<void> {
  const visitor = createVisitor(url);
  for (const path of ['/', '/signup', '/login', '/forgot', '/terms', '/nowhere'])
    await visitor.get(path);
  await signUp(visitor, mailboxUrl, EMAIL, PASSWORD);
  await visitor.get('/ready');
  must(303, await visitor.post('/sign-on', []));
  await visitor.post('/logout', []);
  await visitor.post('/forgot', [['email', EMAIL]]);
  const resetUrl = await linkInMail(mailboxUrl, EMAIL, '/reset');
  await visitor.get(resetUrl.pathname + resetUrl.search);
  must(
    303,
    await visitor.post('/reset', [
      ['token', resetUrl.searchParams.get('token') ?? ''],
      ['password', PASSWORD],
    ]),
  );
  must(
    303,
    await visitor.post('/login', [
      ['email', EMAIL],
      ['password', PASSWORD],
    ]),
  );
  must(200, await visitor.get('/dashboard'));
}

/** The crons with as much to do as they take on: waiting clients, a month to invoice, invoices to deliver. */
async function aBusyDay(
  worker: StartedWorker,
  { clients, waiting, isWhole }: DaySize,
): Promise<void> {
  const database = await worker.database('DB');
  // The one who signed up has the first panel user and the first number; these come after.
  await seedPrice(database);
  await seedClients(database, { count: clients, first: 100_000 });
  await seedClients(database, { count: waiting, first: 200_000, state: 'provisioning' });
  for (const cron of CRONS.toReversed()) {
    await worker.call(`/bench/cron?expression=${encodeURIComponent(cron)}`);
  }
  const invoice = await until('an invoice', async () =>
    database
      .prepare("SELECT id, client_id FROM invoice WHERE number <> '' ORDER BY id LIMIT 1")
      .first<{ id: string; client_id: string }>(),
  );
  await database
    .prepare(
      'INSERT INTO session (token_hash, client_id, created_at_ms, expires_at_ms) VALUES (?, ?, 0, ?)',
    )
    .bind(
      createHash('sha256').update(SESSION).digest('hex'),
      invoice.client_id,
      Date.now() + 86_400_000,
    )
    .run();
  await database
    .prepare(
      `INSERT INTO terms_acceptance (client_id, kind, version, hash, accepted_at_ms, ip, user_agent)
       SELECT ?, kind, version, hash, 0, '', '' FROM terms_version`,
    )
    .bind(invoice.client_id)
    .run();
  const visitor: Visitor = createVisitor(worker.url, [
    `postmeter_session=${encodeURIComponent(SESSION)}`,
  ]);
  must(200, await visitor.get('/dashboard'));
  must(200, await visitor.get(`/invoices/${invoice.id}`));
  await until('the end of the run', async () =>
    database.prepare("SELECT id FROM invoice_run WHERE state = 'executed'").first(),
  );
  if (isWhole) await until('the last task', () => lastTaskDone(database));
  else await until('the queue', () => queueAtWork(worker));
}

async function lastTaskDone(database: Database): Promise<true | null> {
  const left = await database
    .prepare("SELECT 1 FROM outbox WHERE state = 'pending' LIMIT 1")
    .first();
  return left === null ? true : null;
}

async function queueAtWork(worker: StartedWorker): Promise<true | null> {
  const noted = await worker.call<Noted[]>('/bench/counts');
  const drains = noted.filter(({ invocation }) => invocation === 'queue, drain');
  return drains.length > 20 ? true : null;
}
