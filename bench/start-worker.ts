// Starts a Worker in workerd through miniflare's API. Requests go to workerd's own socket: miniflare's entry Worker,
// which routes for `wrangler dev`, would cost more than a page (docs/platform.md).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { Log, LogLevel, Miniflare } from 'miniflare';
import { assetsBinding } from '../cli/instance/assets.ts';
import { bundle } from '../cli/instance/bundle.ts';
import { migrate } from '../cli/instance/migrate.ts';

const NAME = 'bench';

export interface WorkerOptions {
  /** Relative to the project, e.g. `bench/worker.ts`. */
  readonly entry: string;
  /** D1 bindings that get the project's schema. */
  readonly databases: readonly string[];
  /** D1 bindings that stay empty. */
  readonly emptyDatabases?: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
  readonly hasObjects?: boolean;
  /** Without its consumer the queue takes wake-ups and nothing follows them. */
  readonly consumesQueue?: boolean;
  /** How long the queue waits for more messages before it hands them over; with a consumer. */
  readonly queueWaitSeconds?: number;
  readonly inspects?: boolean;
}

export type Database = Awaited<ReturnType<Miniflare['getD1Database']>>;

export interface StartedWorker {
  /** Of workerd's own socket. */
  readonly url: URL;
  /** Of the inspector, where asked for. */
  readonly inspectorUrl: URL | undefined;
  /** Process id of workerd, where the system has /proc to look it up. */
  readonly pid: number | undefined;
  database(binding: string): Promise<Database>;
  /** POSTs to one of the bench's own routes and answers its JSON, however long that takes. */
  call<T>(path: string): Promise<T>;
  stop(): Promise<void>;
}

export async function startWorker(options: WorkerOptions): Promise<StartedWorker> {
  const { script, compatibilityDate, compatibilityFlags } = await bundle(options.entry);
  const databases = [...options.databases, ...(options.emptyDatabases ?? [])];
  const miniflare = new Miniflare({
    name: NAME,
    host: '127.0.0.1',
    port: 0,
    cf: false,
    log: new Log(LogLevel.ERROR),
    // The Worker's log lines are neither the bench's output nor its cost.
    handleStructuredLogs: () => {},
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
    ...(options.inspects ? { inspectorPort: 0 } : {}),
    modules: [{ type: 'ESModule', path: 'worker.mjs', contents: script }],
    compatibilityDate,
    compatibilityFlags: [...compatibilityFlags],
    bindings: { ...options.settings },
    serviceBindings: { ASSETS: await assetsBinding() },
    d1Databases: Object.fromEntries(databases.map((binding) => [binding, binding])),
    ...(options.hasObjects === false
      ? {}
      : {
          durableObjects: {
            INVOICE_RUN: { className: 'InvoiceRun', useSQLite: true },
            PASSWORD_HASHER: { className: 'PasswordHasher', useSQLite: true },
          },
        }),
    queueProducers: { TASKS: { queueName: 'tasks' } },
    ...(options.consumesQueue
      ? {
          queueConsumers: {
            tasks: {
              maxBatchSize: 10,
              maxBatchTimeout: options.queueWaitSeconds ?? 0.1,
              maxRetries: 10,
            },
          },
        }
      : {}),
  });
  await miniflare.ready;
  const url = await miniflare.unsafeGetDirectURL(NAME);
  for (const binding of options.databases) await migrate(await miniflare.getD1Database(binding));
  return {
    url,
    inspectorUrl: options.inspects ? await miniflare.getInspectorURL() : undefined,
    pid: workerdPid(),
    database: (binding) => miniflare.getD1Database(binding),
    call: (path) => post(new URL(path, url)),
    stop: () => miniflare.dispose(),
  };
}

/** A connection each: workerd closes idle ones, and `fetch` would run into that. */
function post<T>(url: URL): Promise<T> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', agent: false }, (response) => {
      const { statusCode } = response;
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('error', reject);
      response.on('end', () => {
        if (statusCode === 200)
          resolve(JSON.parse(text) as T); // the caller knows its route
        else reject(new Error(`${url.pathname}: HTTP ${statusCode}: ${text.slice(0, 500)}`));
      });
    });
    call.on('error', reject);
    call.end();
  });
}

/** The youngest child of ours that is workerd. */
function workerdPid(): number | undefined {
  if (!existsSync('/proc/self/stat')) return undefined;
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => b - a);
  for (const pid of pids) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const [, name, parent] = /^\d+ \((.*)\) \S (\d+)/.exec(stat) ?? [];
      if (name === 'workerd' && Number(parent) === process.pid) return pid;
    } catch {
      // It ended while we looked.
    }
  }
  throw new Error('workerd is not among our processes');
}
