import { failed, fine, skipped, type Verdict, warning } from '#core/doctor/finding.ts';
import { judgeClock } from '#core/doctor/judge-clock.ts';
import type { Examination } from '#usecases/doctor/check.ts';

const READ_REASONS = 'docs/billing-systems.md has the reasons and what to do about each.';

/** Lets us in, and permits and has what deliveries need, by its own probe. */
export async function billingSystem({ billing, settings }: Examination): Promise<Verdict> {
  const { name, external } = billing.capabilities;
  if (!external) {
    if (settings.howToPay !== '') return fine('Invoices live here, and say how to pay.');
    return warning(
      'Invoices live here, and nothing tells clients how to pay them.',
      'Set HOW_TO_PAY, such as to a bank account, or a billing system (docs/billing-systems.md).',
    );
  }
  const probed = await billing.probe();
  if (!probed.ok) {
    const { code, detail } = probed.error;
    return failed(`${name} does not let us in: ${detail || code} (${code}).`, READ_REASONS);
  }
  const { version, problems } = probed.value;
  if (problems.length > 0)
    return failed(problems.join(' '), `See ${name} in docs/billing-systems.md.`);
  return fine(`${name}${version && ` ${version}`} lets us in and has what is needed.`);
}

/** Whether deliveries are stopped, or some of them were given up. */
export async function billingDeliveries({ store, billing }: Examination): Promise<Verdict> {
  const { name, external } = billing.capabilities;
  if (!external) return skipped('Nothing is delivered anywhere.');
  const [stop, counts] = await Promise.all([
    store.deliveries.stop(name),
    store.deliveries.counts(name),
  ]);
  if (stop) {
    return failed(
      `Deliveries to ${name} are stopped: ${stop.detail || stop.code} (${stop.code}).`,
      'Mend it there, then: npx postmeter billing probe',
    );
  }
  const { problems = 0 } = counts;
  if (problems > 0) {
    return warning(
      `${problems} ${problems === 1 ? 'delivery has' : 'deliveries have'} a problem.`,
      'npx postmeter billing status says which and why.',
    );
  }
  return fine('Deliveries go on.');
}

export async function billingClock({ doctor }: Examination): Promise<Verdict> {
  if (!doctor.billingClock) return skipped('No other billing system is set up.');
  return judgeClock('The billing system', await doctor.billingClock.aheadMs());
}

export async function panelClock({ doctor }: Examination): Promise<Verdict> {
  return judgeClock('The panel', await doctor.panelClock.aheadMs());
}
