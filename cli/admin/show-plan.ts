import { plain } from '../output/plain.ts';
import type { AdminClient } from './client.ts';
import { describePlan } from './describe-plan.ts';
import type { RunJson } from './runs.ts';
import { saveDownload } from './save-download.ts';

export interface ShowPlanOptions {
  readonly save?: string;
  readonly json: boolean;
}

/** Shows a plan with links to its page and CSV, and saves the CSV where that is wanted. Programs get the plan otherwise. */
export async function showPlan(
  admin: AdminClient,
  plan: RunJson,
  { save, json }: ShowPlanOptions,
): Promise<void> {
  const path = `/admin/invoice-runs/${plan.runId}/plan`;
  if (save !== undefined) await saveDownload(admin, `${path}.csv`, save);
  if (json) return;
  console.log(`${plain(describePlan(plan))}\n`);
  if (save !== undefined) console.log(`The plan is saved as ${save}.\n`);
  console.log(await linksTo(admin, path));
}

/** For a browser, which cannot sign: each link carries a signature that reads for five minutes. */
async function linksTo(admin: AdminClient, path: string): Promise<string> {
  const [page, csv] = await Promise.all([admin.link(path), admin.link(`${path}.csv`)]);
  return `For five minutes, in a browser:\n  page  ${page}\n  CSV   ${csv}\n`;
}
