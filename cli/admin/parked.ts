import type { AdminClient } from './client.ts';
import type { RunJson } from './runs.ts';

interface RunListJson {
  readonly runs: readonly { readonly runId: string; readonly state: string }[];
  readonly unsettled: readonly UnsettledJson[];
}

export interface UnsettledJson {
  readonly month: string;
  /** Null if the month was never invoiced. */
  readonly runId: string | null;
  readonly parked: number;
}

/** Months that are not done, each with its newest executed run where there is one. */
export async function unsettledMonths(
  admin: AdminClient,
): Promise<readonly (UnsettledJson & { readonly run: RunJson | undefined })[]> {
  const { body } = await admin.read<RunListJson>('/admin/invoice-runs');
  return Promise.all(
    body.unsettled.map(async (month) => ({
      ...month,
      run: month.runId === null ? undefined : await readRun(admin, month.runId),
    })),
  );
}

/** The newest run of a month that counts: a plan that another one replaced says nothing any more. */
export async function newestRun(admin: AdminClient, month: string): Promise<RunJson | undefined> {
  const { body } = await admin.read<RunListJson>(`/admin/invoice-runs?month=${month}`);
  const newest = body.runs.find(({ state }) => state !== 'superseded');
  return newest && readRun(admin, newest.runId);
}

async function readRun(admin: AdminClient, runId: string): Promise<RunJson> {
  return (await admin.read<RunJson>(`/admin/invoice-runs/${runId}`)).body;
}
