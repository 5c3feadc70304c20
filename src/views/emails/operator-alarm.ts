// Mails to the operator of the service. In English alone, like everything that operators see.
import type { Letter } from '#core/letters.ts';
import type { Alarm } from '#core/monitoring/alarm.ts';
import type { Draft } from '#views/emails/draft.ts';

export function operatorAlarm({
  alarm,
  adminUrl,
}: Extract<Letter, { kind: 'operator_alarm' }>): Draft {
  const { subject, before, path } = wordsOf(alarm);
  return {
    subject: `Postmeter: ${subject}`,
    name: '',
    before,
    action: { label: 'Open the admin area', url: `${adminUrl}${path}` },
    after: ['You are told once a day for as long as it lasts.'],
  };
}

interface Words {
  readonly subject: string;
  readonly before: readonly string[];
  /** Below the admin area. */
  readonly path: string;
}

/** Months named one by one; a mail is no list. */
const MONTHS_NAMED = 6;

function wordsOf(alarm: Alarm): Words {
  switch (alarm.cause) {
    case 'automation_missed':
      return {
        subject: 'the daily automation did not run',
        before: [
          `It should have begun at ${new Date(alarm.dueAtMs).toISOString()} and has not.`,
          'Look at the cron triggers of the Worker and at its log, or start it by hand: npx postmeter automation.',
        ],
        path: '',
      };
    case 'automation_failed':
      return {
        subject: 'the daily automation needs a look',
        before: [
          ...alarm.steps.map(({ step, did }) => `${step}: ${did}`),
          'npx postmeter doctor says what is wrong now. When that is mended, npx postmeter automation tries again at once; otherwise it does tomorrow.',
        ],
        path: '',
      };
    case 'run_stuck':
      return {
        subject: `the run of ${alarm.month} is stuck`,
        before: [
          `Run ${alarm.runId} has not moved for ten minutes. It is woken every five minutes and goes on from where it stopped; the log of the Worker says why it does not.`,
        ],
        path: `/runs/${alarm.runId}`,
      };
    case 'clients_parked': {
      const { month, parked, runId } = alarm;
      return {
        subject: `clients are parked in ${month}`,
        before: [
          `${parked === 1 ? '1 client was' : `${parked} clients were`} held back by run ${runId}; all others have their invoice. npx postmeter parked list says why.`,
          'The daily automation tries them again. Whoever is held back by a suspicion is billed once it is released.',
        ],
        path: '/parked',
      };
    }
    case 'months_unsettled': {
      const { months } = alarm;
      const rest = months.length - MONTHS_NAMED;
      const named = months.slice(0, MONTHS_NAMED).join(', ');
      return {
        subject: 'months are not fully invoiced',
        before: [
          `${named}${rest > 0 ? ` and ${rest} more` : ''}: never invoiced, or with clients still parked. The automation does not touch these months any more; plan them by hand.`,
        ],
        path: '/runs',
      };
    }
    case 'deliveries_stopped':
      return {
        subject: `deliveries to ${alarm.system} are stopped`,
        before: [
          `${alarm.system} refuses us (${alarm.code}). Nothing is delivered or read there until it lets us in again.`,
          'Put the access right over there, then: npx postmeter billing probe.',
        ],
        path: '/deliveries',
      };
    case 'mails_exhausted':
      return {
        subject: 'no more mails for strangers today',
        before: [
          `Strangers caused ${alarm.perDay} mails since midnight UTC, which is as many as STRANGER_MAILS_PER_DAY allows. Until the day is over nobody who signs up or has forgotten a password gets one.`,
          'If this is an attack, set up Turnstile; if your business has grown, set a higher bound. docs/abuse.md says how.',
        ],
        path: '',
      };
    case 'webhook_disabled':
      return {
        subject: `the webhook endpoint at ${alarm.host} is disabled`,
        before: [
          alarm.why === 'gone'
            ? 'It answered 410 Gone, which asks for nothing more to be sent.'
            : 'Five days brought nothing but failures.',
          'What was not delivered is kept for 30 days: enable the endpoint again, and send it what failed.',
        ],
        path: `/webhooks/${alarm.endpointId}`,
      };
  }
}
