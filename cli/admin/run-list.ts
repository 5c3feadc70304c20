import type { AdminClient } from './client.ts';
import type { RunJson } from './runs.ts';

/** What `GET /admin/invoice-runs` answers: the newest 50, and the months that are not done. */
export interface RunListJson {
  readonly runs: readonly RunHeadJson[];
  readonly unsettled: readonly UnsettledJson[];
}

export interface RunHeadJson {
  readonly runId: string;
  readonly month: string;
  readonly state: string;
  readonly trigger: string;
  readonly requestedBy: string;
  readonly corrections: boolean;
  readonly manifest: string;
  readonly issued: number;
  readonly createdAt: string | null;
  readonly plannedAt: string | null;
  readonly executedAt: string | null;
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
  const { unsettled } = await listRuns(admin);
  return Promise.all(
    unsettled.map(async (month) => ({
      ...month,
      run: month.runId === null ? undefined : await readRun(admin, month.runId),
    })),
  );
}

/** The newest run of a month that counts: a plan that another one replaced says nothing any more. */
export async function newestRun(admin: AdminClient, month: string): Promise<RunJson | undefined> {
  const { runs } = await listRuns(admin, month);
  const newest = runs.find(({ state }) => state !== 'superseded');
  return newest && readRun(admin, newest.runId);
}

/** The newest 50, of one month if it is given. */
export async function listRuns(admin: AdminClient, month?: string): Promise<RunListJson> {
  const query = month === undefined ? '' : `?month=${month}`;
  return (await admin.read<RunListJson>(`/admin/invoice-runs${query}`)).body;
}

export async function readRun(admin: AdminClient, runId: string): Promise<RunJson> {
  return (await admin.read<RunJson>(`/admin/invoice-runs/${runId}`)).body;
}
