import type { Overview } from '#usecases/operators/overview.ts';
import type { Concern } from '#views/admin/overview-page.tsx';

/** What of an overview somebody has to look at, what is most urgent first. */
export function concernsOf({ facts, unsettled, signups }: Overview): readonly Concern[] {
  const { clientsByState: clients, outbox, deliveries, webhooks } = facts;
  const neverInvoiced = unsettled.filter(({ runId }) => runId === '').length;
  const all: readonly Concern[] = [
    {
      what: 'Months that were never invoiced',
      count: neverInvoiced,
      meaning:
        'The next daily automation does last month; older ones wait until somebody plans them.',
      url: '/admin/runs',
      tone: 'problem',
    },
    {
      what: 'Clients held back',
      count: unsettled.reduce((sum, { parked }) => sum + parked, 0),
      meaning: 'Not billed for a month that is over, with a reason each.',
      url: '/admin/parked',
      tone: 'problem',
    },
    {
      what: 'Deliveries that need a person',
      count: deliveries.problem,
      meaning:
        'The billing system failed, refused a document, or has another one in its place. Each is tried again, once a day at least.',
      url: '/admin/deliveries',
      tone: 'problem',
    },
    {
      what: 'Deliveries in doubt',
      count: deliveries.in_doubt,
      meaning: 'A reply was lost; they settle by looking, within minutes.',
      url: '/admin/deliveries',
      tone: 'warning',
    },
    {
      what: 'Letters that were given up',
      count: facts.failedLetters,
      meaning:
        'The mail system refused them, or did not answer for long. Mend why, and send them again or dismiss them.',
      url: '/admin/letters?state=failed',
      tone: 'problem',
    },
    {
      what: 'Other tasks that failed for good',
      count: outbox.failed - facts.failedLetters,
      meaning:
        'Deliveries and panel accounts that were refused; the page of their client says why. The daily automation tries them again.',
      url: '/admin/deliveries',
      tone: 'problem',
    },
    {
      what: 'Letters of which nobody knows',
      count: outbox.unknown,
      meaning: 'The mail system’s reply was lost. They are not sent again.',
      url: '/admin/letters?state=unknown',
      tone: 'warning',
    },
    {
      what: 'Clients whose set-up failed',
      count: clients.provisioning_failed ?? 0,
      meaning: 'No panel account yet; each has the reason. The daily automation tries again.',
      url: '/admin/clients?state=provisioning_failed',
      tone: 'problem',
    },
    {
      what: 'Clients being set up',
      count: clients.provisioning ?? 0,
      meaning: 'Takes seconds; one that stays here is taken up again by the pulse.',
      url: '/admin/clients?state=provisioning',
      tone: 'warning',
    },
    {
      what: 'Sign-ups that came to nothing',
      count: signups.expired,
      meaning: 'The link ran out unused within the last week. Many at once: look at the mail.',
      url: '/admin/clients',
      tone: 'warning',
    },
    {
      what: 'Webhook messages that failed',
      count: webhooks.failed,
      meaning: 'An endpoint did not take them within days; they can be sent again.',
      url: '/admin/webhooks',
      tone: 'warning',
    },
  ];
  return all.filter(({ count }) => count > 0);
}
