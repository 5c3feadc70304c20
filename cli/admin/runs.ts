// Runs and invoices as the service describes them (src/routes/admin/run-json.ts), and how to get them.
import type { SeriesFound } from '#core/invoicing/number-series.ts';
import { CommandFault } from '../output/command-fault.ts';
import type { AdminClient } from './client.ts';

export interface RunJson {
  readonly runId: string;
  readonly month: string;
  readonly state: string;
  readonly stuck: boolean;
  /** Null unless the run was asked to correct invoiced months. */
  readonly corrections: { readonly supplement: number; readonly creditNote: number } | null;
  readonly manifest: string;
  readonly counts: {
    readonly invoice: number;
    readonly nothingToBill: number;
    readonly alreadyInvoiced: number;
    readonly billedElsewhere: number;
    readonly parked: number;
  };
  readonly totals: readonly {
    readonly currency: string;
    readonly amountMinor: number;
    readonly invoices: number;
  }[];
  readonly differences: readonly {
    readonly currency: string;
    readonly amountMinor: number;
    readonly billedMinor: number;
    readonly beforeMinor: number;
    readonly differenceMinor: number;
  }[];
  readonly numbers: SeriesFound & { readonly series: string };
  readonly restorePoint: string | null;
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
  readonly clientId: string;
  readonly clientEmail: string;
  readonly reason: string;
  readonly sentence: string;
  /** The rows of the report that it is about. */
  readonly rows: readonly string[];
  readonly release: string;
  /** Whether an operator may overrule it. */
  readonly releasable: boolean;
  /** Somebody has overruled it since: the month's next run bills the client. */
  readonly released: boolean;
  readonly releasedBy: string | null;
  readonly releasedAt: string | null;
}

export interface InvoiceJson {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly clientEmail: string;
  readonly month: string;
  readonly currency: string;
  readonly totalMinor: number;
  /** What the billing system says; null where nobody knows. */
  readonly payment: string | null;
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

/** Plans a month and waits until the plan is complete. With `corrections` invoiced clients are looked at, too. */
export async function planMonth(
  admin: AdminClient,
  month: string,
  onProgress: OnProgress = () => {},
  corrections = false,
): Promise<RunJson> {
  const { status, body } = await admin.act<RunJson>('/admin/invoice-runs', 'plan', {
    month,
    ...(corrections && { corrections }),
  });
  const run = status === 202 ? await waitWhile(admin, body.runId, ['planning'], onProgress) : body;
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
  return orFault(await waitWhile(admin, body.runId, ['executing'], onProgress), ['executed']);
}

/** Documents that executing the plan makes. */
export function documentsOf({ totals }: RunJson): number {
  return totals.reduce((count, { invoices }) => count + invoices, 0);
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

/** Reads a run again and again while it is in one of these states. */
export async function waitWhile(
  admin: AdminClient,
  runId: string,
  states: readonly string[],
  onProgress: OnProgress,
): Promise<RunJson> {
  let pauseMs = FIRST_POLL_MS;
  for (;;) {
    const { body: run } = await admin.read<RunJson>(`/admin/invoice-runs/${runId}`);
    onProgress(run);
    if (!states.includes(run.state)) return run;
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
