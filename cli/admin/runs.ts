// Runs and invoices as the service describes them (src/routes/admin/run-json.ts), and how to get them.
import { CommandFault } from '../output/command-fault.ts';
import type { AdminClient } from './client.ts';

export interface RunJson {
  readonly runId: string;
  readonly month: string;
  readonly state: string;
  readonly manifest: string;
  readonly counts: {
    readonly invoice: number;
    readonly nothingToBill: number;
    readonly alreadyInvoiced: number;
    readonly parked: number;
  };
  readonly totals: readonly {
    readonly currency: string;
    readonly amountMinor: number;
    readonly invoices: number;
  }[];
  readonly progress: {
    readonly clients: number;
    readonly planned: number;
    readonly issued: number;
    readonly conflicts: number;
  };
  readonly parked: readonly ParkedJson[];
  readonly failure: string | null;
}

export interface ParkedJson {
  readonly clientEmail: string;
  readonly reason: string;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

export interface InvoiceJson {
  readonly id: string;
  readonly number: string;
  readonly clientEmail: string;
  readonly month: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly lines: readonly {
    readonly kind: string;
    readonly serverId: number;
    readonly name: string;
    readonly hours: number;
    readonly tokens: number;
    readonly amountMinor: number;
  }[];
}

type OnProgress = (run: RunJson) => void;

const FIRST_POLL_MS = 50;
const LONGEST_POLL_MS = 1_000;

/** Plans a month and waits until the plan is complete. */
export async function planMonth(
  admin: AdminClient,
  month: string,
  onProgress: OnProgress = () => {},
): Promise<RunJson> {
  const { status, body } = await admin.act<RunJson>('/admin/invoice-runs', 'plan', { month });
  const run = status === 202 ? await waitWhile(admin, body.runId, 'planning', onProgress) : body;
  return orFault(run, ['planned', 'executing', 'executed']);
}

/** Executes exactly the approved plan and waits until it is done. */
export async function executePlan(
  admin: AdminClient,
  { month, manifest }: Pick<RunJson, 'month' | 'manifest'>,
  onProgress: OnProgress = () => {},
): Promise<RunJson> {
  const { body } = await admin.act<{ runId: string }>('/admin/invoice-runs', 'execute', {
    month,
    manifest,
  });
  return orFault(await waitWhile(admin, body.runId, 'executing', onProgress), ['executed']);
}

/** Every invoice of a month, page by page. */
export async function invoicesOf(admin: AdminClient, month: string): Promise<InvoiceJson[]> {
  const invoices: InvoiceJson[] = [];
  let after: string | null = '';
  while (after !== null) {
    const path: string = `/admin/invoices?month=${month}&after=${encodeURIComponent(after)}`;
    const { body } = await admin.read<{ invoices: InvoiceJson[]; next: string | null }>(path);
    invoices.push(...body.invoices);
    after = body.next;
  }
  return invoices;
}

async function waitWhile(
  admin: AdminClient,
  runId: string,
  state: string,
  onProgress: OnProgress,
): Promise<RunJson> {
  let pauseMs = FIRST_POLL_MS;
  for (;;) {
    const { body: run } = await admin.read<RunJson>(`/admin/invoice-runs/${runId}`);
    onProgress(run);
    if (run.state !== state) return run;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    pauseMs = Math.min(2 * pauseMs, LONGEST_POLL_MS);
  }
}

function orFault(run: RunJson, wanted: readonly string[]): RunJson {
  if (wanted.includes(run.state)) return run;
  throw new CommandFault(
    `The run ${run.runId} for ${run.month} is ${run.state}${run.failure ? `: ${run.failure}` : ''}.`,
    'Nothing is lost: start it again, and it goes on where it stopped.',
  );
}
