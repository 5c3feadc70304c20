// What every kind of invocation asks of the platform, counted while it is made to do the most that it does in one go,
// beside what production allows and local workerd does not enforce.
import { createHash } from 'node:crypto';
import { type Counts, PRODUCTION_LIMITS, subrequests } from './count-bindings.ts';
import { number, type SuiteResult } from './figures.ts';
import { startOutside } from './outside.ts';
import { seedClients, seedPrice } from './seed.ts';
import { settings } from './settings.ts';
import { type StartedWorker, startWorker } from './start-worker.ts';
import { createVisitor, type Page, type Visitor } from './visitor.ts';

/** More than one piece of an execution, and more than the automation delivers in one go. */
const CLIENTS = 5_100;
/** More than the automation provisions in one go. */
const WAITING_CLIENTS = 120;
const CRONS = ['*/5 * * * *', '15 1 * * *'] as const;
const EMAIL = 'ada@example.com';
const PASSWORD = 'Analytical-Engine-1';
const SESSION = 'the session of a client with invoices';
const PATIENCE_MS = 60_000;

interface Noted {
  readonly invocation: string;
  readonly counts: Counts;
}

export async function benchLimits(): Promise<SuiteResult> {
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
    await aBusyDay(worker);
    return report(await worker.call<Noted[]>('/bench/counts'));
  } finally {
    await worker.stop();
    outside.stop();
  }
}

async function publishTerms(worker: StartedWorker): Promise<void> {
  const database = await worker.database('DB');
  for (const kind of ['terms_of_service', 'post_pay_terms']) {
    await database
      .prepare(
        "INSERT INTO terms_version (kind, version, text, url, hash, published_at_ms) VALUES (?, '1', 'Be nice.', '', '', 0)",
      )
      .bind(kind)
      .run();
  }
}

/** Every page and form on the way from nobody to a signed-in client. */
async function signUpAndIn({ url }: StartedWorker, mailboxUrl: string): Promise<void> {
  const visitor = createVisitor(url);
  for (const path of ['/', '/signup', '/login', '/forgot', '/terms', '/nowhere'])
    await visitor.get(path);
  await visitor.post('/signup', [
    ['name', 'Ada Lovelace'],
    ['company', ''],
    ['email', EMAIL],
    ['password', PASSWORD],
  ]);
  const verifyUrl = await linkInMail(mailboxUrl, '/verify');
  const token = verifyUrl.searchParams.get('token') ?? '';
  await visitor.get(verifyUrl.pathname + verifyUrl.search);
  must(
    303,
    await visitor.post('/verify', [
      ['token', token],
      ['accept', 'terms_of_service:1'],
      ['accept', 'post_pay_terms:1'],
      ['password', PASSWORD],
    ]),
  );
  await visitor.get('/ready');
  must(303, await visitor.post('/sign-on', []));
  await visitor.post('/logout', []);
  await visitor.post('/forgot', [['email', EMAIL]]);
  const resetUrl = await linkInMail(mailboxUrl, '/reset');
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
async function aBusyDay(worker: StartedWorker): Promise<void> {
  const database = await worker.database('DB');
  // The one who signed up has the first panel user and the first number; these come after.
  await seedPrice(database);
  await seedClients(database, { count: CLIENTS, first: 100_000 });
  await seedClients(database, { count: WAITING_CLIENTS, first: 200_000, state: 'provisioning' });
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
  const visitor: Visitor = createVisitor(worker.url, [
    `postmeter_session=${encodeURIComponent(SESSION)}`,
  ]);
  must(200, await visitor.get('/dashboard'));
  must(200, await visitor.get(`/invoices/${invoice.id}`));
  await until('the queue', async () => {
    const noted = await worker.call<Noted[]>('/bench/counts');
    const drains = noted.filter(({ invocation }) => invocation === 'queue, drain');
    return drains.length > 20 ? drains : null;
  });
}

async function linkInMail(mailboxUrl: string, path: string): Promise<URL> {
  return until(`the mail with ${path}`, async () => {
    const messages = (await (await fetch(`${mailboxUrl}/messages`)).json()) as { text: string }[]; // the emulator's form
    const links = messages.flatMap(({ text }) => text.match(/https?:\S+/g) ?? []);
    const link = links.map((text) => new URL(text)).find(({ pathname }) => pathname === path);
    return link ?? null;
  });
}

async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  const deadlineMs = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > deadlineMs) throw new Error(`${what} did not come within ${PATIENCE_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function must(status: number, page: Page): void {
  if (page.status === status) return;
  throw new Error(`HTTP ${page.status} instead of ${status}: ${page.text.slice(0, 300)}`);
}

function report(noted: readonly Noted[]): SuiteResult {
  const invocations = [...new Set(noted.map(({ invocation }) => invocation))].sort();
  const most = invocations.map((invocation) => {
    const counts = noted.filter((one) => one.invocation === invocation).map((one) => one.counts);
    const max = (of: (counts: Counts) => number) => Math.max(...counts.map(of));
    return {
      invocation,
      times: counts.length,
      d1Queries: max((one) => one.d1Queries),
      d1Calls: max((one) => one.d1Calls),
      fetches: max((one) => one.fetches),
      fetchesAtOnce: max((one) => one.fetchesAtOnce),
      queueSends: max((one) => one.queueSends),
      objectCalls: max((one) => one.objectCalls),
      subrequests: max(subrequests),
      d1Parameters: max((one) => one.d1Parameters),
      d1StatementBytes: max((one) => one.d1StatementBytes),
      d1ParameterBytes: max((one) => one.d1ParameterBytes),
    };
  });
  const limits = PRODUCTION_LIMITS;
  const beyond = most
    .filter(
      (one) =>
        one.d1Queries > limits.d1Queries ||
        one.subrequests > limits.subrequests ||
        one.fetchesAtOnce > limits.fetchesAtOnce ||
        one.d1Parameters > limits.d1Parameters ||
        one.d1StatementBytes > limits.d1StatementBytes ||
        one.d1ParameterBytes > limits.d1ParameterBytes,
    )
    .map(({ invocation }) => invocation);
  const beyondFree = most
    .filter(({ d1Queries }) => d1Queries > limits.d1QueriesFree)
    .map(({ invocation }) => invocation);
  return {
    tables: [
      {
        title: 'What one invocation asks of the platform, at most',
        head: [
          'invocation',
          'seen',
          'D1 queries',
          'D1 calls',
          'fetches',
          'at once',
          'queue',
          'object',
          'subrequests',
          'largest parameter',
        ],
        rows: [
          [
            'production allows',
            '',
            number(limits.d1Queries),
            '',
            '',
            number(limits.fetchesAtOnce),
            '',
            '',
            number(limits.subrequests),
            number(limits.d1ParameterBytes),
          ],
          ...most.map((one): [string, ...string[]] => [
            one.invocation,
            number(one.times),
            number(one.d1Queries),
            number(one.d1Calls),
            number(one.fetches),
            number(one.fetchesAtOnce),
            number(one.queueSends),
            number(one.objectCalls),
            number(one.subrequests),
            number(one.d1ParameterBytes),
          ]),
        ],
        notes: [
          `beyond a limit of the paid plan: ${beyond.join('; ') || 'none'}`,
          `beyond the free plan's ${limits.d1QueriesFree} D1 queries: ${beyondFree.join('; ') || 'none'}`,
          'each statement of a batch counts as a query; a fetch is under way until its answer is read to the end',
        ],
      },
    ],
    data: { limits, most, beyond, beyondFree },
  };
}
