import type { AutomationPorts, StepOutcome } from '#usecases/automation/daily-automation.ts';
import { readPayments } from '#usecases/delivery/read-payments.ts';
import { resumeDeliveries } from '#usecases/delivery/resume-deliveries.ts';

/** Rounds in one automation; the queue goes on with the rest. */
const ROUNDS = 4;

/** Lifts a stop if the billing system lets us in again, and reads what was paid. */
export async function tendBillingSystem(ports: AutomationPorts): Promise<StepOutcome> {
  const { store, billing, queue } = ports;
  const { name, external } = billing.capabilities;
  if (!external) return { ok: true, did: 'Invoices live here; nobody to ask.', figures: {} };
  const stop = await store.deliveries.stop(name);
  if (stop) {
    const probed = await resumeDeliveries(ports, 'automation');
    if (!probed.ok) {
      const did = `Deliveries to ${name} are stopped since ${new Date(stop.sinceMs).toISOString()}: ${stop.code}. ${stop.detail}`;
      return { ok: false, did, figures: { stopped: stop.code } };
    }
  }
  const sum = { read: 0, changed: 0, failed: 0 };
  let more = true;
  for (let round = 0; more && round < ROUNDS; round++) {
    const done = await readPayments(ports);
    sum.read += done.read;
    sum.changed += done.changed;
    sum.failed += done.failed;
    more = done.more;
  }
  if (more) await queue.wake();
  const { problems = 0 } = await store.deliveries.counts(name);
  const troubles = [
    sum.failed > 0 ? ` ${sum.failed} could not be read.` : '',
    problems > 0 ? ` ${problems} deliveries have a problem: npx postmeter billing status.` : '',
  ].join('');
  return {
    ok: sum.failed === 0,
    did: `Read ${sum.read} payments in ${name}, of which ${sum.changed} changed.${stop ? ' Deliveries go on.' : ''}${troubles}`,
    figures: { ...sum, problems },
  };
}
