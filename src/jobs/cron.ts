import type { Ports } from '#ports/ports.ts';
import { dailyAutomation } from '#usecases/automation/daily-automation.ts';
import { pulse } from '#usecases/automation/pulse.ts';
import { lookAround } from '#usecases/metering/look-around.ts';
import { tellBudgets } from '#usecases/usage/tell-budgets.ts';

/** The triggers of wrangler.toml, in UTC, and what each starts. */
export const CRONS: Readonly<Record<string, (ports: Ports) => Promise<unknown>>> = {
  '15 1 * * *': (ports) => dailyAutomation(ports, 'cron'),
  '*/5 * * * *': pulse,
  '7 * * * *': lookAround,
  '37 * * * *': tellBudgets,
};

/** An expression that nobody handles throws: a trigger without a job would be a month nobody was billed. */
export async function runCron(cron: string, ports: Ports): Promise<void> {
  const job = CRONS[cron];
  if (!job) throw new Error(`no job for the cron expression "${cron}"`);
  await job(ports);
}
