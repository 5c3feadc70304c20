import type { AutomationPorts, StepOutcome } from '#usecases/automation/daily-automation.ts';
import { pruneMetering } from '#usecases/metering/prune-metering.ts';

/** Deletes what metering saw of months that are long over and settled. */
export async function forgetSettledMonths(ports: AutomationPorts): Promise<StepOutcome> {
  if (!ports.settings.metering) return { ok: true, did: 'Nothing is metered.', figures: {} };
  const { before, more } = await pruneMetering(ports);
  if (before === undefined) return { ok: true, did: 'Every metered month is kept.', figures: {} };
  const rest = more ? ' More of it goes tomorrow.' : '';
  return {
    ok: true,
    did: `What was seen of servers before ${before} is deleted.${rest}`,
    figures: { keptFrom: before, more: more ? 1 : 0 },
  };
}
