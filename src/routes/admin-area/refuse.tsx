import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppContext } from '../app-env.ts';
import { refusalPage } from './refusal-page.tsx';

/** What pages on clients, runs, documents and deliveries refuse: status, title and sentence by stable code. */
export const REFUSALS = {
  form_malformed: [
    400,
    'That form is not one of ours',
    'A field is missing, or has a value that no page of ours sends.',
  ],
  client_unknown: [404, 'No such client', 'There is no client with this id.'],
  run_unknown: [404, 'No such run', 'There is no run with this id.'],
  invoice_unknown: [404, 'No such document', 'There is no document with this id.'],
  not_waiting: [
    409,
    'The client does not wait for a panel user',
    'It has one, is closing, or is being set up this very minute.',
  ],
  no_second_factor: [409, 'Codes are off already', 'The client has no codes from an app.'],
  nothing_to_hand_over: [
    409,
    'There is nothing to hand over',
    'The panel has nobody with this address, or somebody who is nobody’s. Try again instead.',
  ],
  panel_user_of_another_client: [
    409,
    'The panel user is another client’s',
    'Only a closed account loses its panel user, and this one’s is not closed.',
  ],
  panel_user_is_admin: [
    409,
    'The panel user is an administrator',
    'Administrators are never adopted.',
  ],
  panel_users_ambiguous: [
    409,
    'The panel has several users with this address',
    'Leave it one, and try again.',
  ],
  panel_unavailable: [
    502,
    'The panel does not answer',
    'Nothing is lost: the same can be done again.',
  ],
  panel_outcome_unknown: [
    502,
    'The panel’s answer was lost',
    'The next attempt looks first what became of it.',
  ],
  panel_rejected: [502, 'The panel refused', 'Its token, role or limit group may be wrong.'],
  panel_refused_address: [
    502,
    'The panel refused the address',
    'It shows no user who has it. Try making one in the panel: it says what is wrong.',
  ],
  month_malformed: [400, 'That is not a month', 'A month is written YYYY-MM.'],
  month_not_closed: [422, 'That month is not over', 'Only months that are over can be invoiced.'],
  manifest_unknown: [
    409,
    'This plan cannot be executed',
    'No finished plan of the month has this manifest. Plan again.',
  ],
  plan_superseded: [
    409,
    'A newer plan took its place',
    'Look at the newer plan of the month, and execute that one.',
  ],
  plan_is_shadow: [
    409,
    'A shadow is never executed',
    'It is compared with what the add-on billed.',
  ],
  plan_expired: [
    409,
    'The plan is older than a day',
    'Usage may have been reported since. Plan again.',
  ],
  not_releasable: [
    422,
    'This cannot be overruled',
    'It is a fact and no suspicion: it ends when what is wrong is mended.',
  ],
  not_parked: [
    409,
    'Nobody is held back for that',
    'The newest run of the month does not hold this client back for this reason.',
  ],
  already_delivered: [
    409,
    'The document is delivered',
    'Void it there, and correct the month here.',
  ],
  delivery_in_doubt: [
    409,
    'A write is in doubt',
    'It has to settle first. Try again in a few minutes.',
  ],
  letter_unknown: [404, 'No such letter', 'There is no letter with this id.'],
  letter_not_failed: [
    409,
    'Nothing is to be done about this letter',
    'It is sent, on its way, or dismissed.',
  ],
  letter_outcome_unknown: [
    409,
    'The letter may have arrived',
    'Nobody knows, so it is not kept and cannot be sent again.',
  ],
  letter_unreadable: [
    409,
    'The letter cannot be opened',
    'It was sealed under another APP_SECRET than today’s.',
  ],
  letter_link_expired: [
    409,
    'The link in the letter works no longer',
    'Whom it was for can ask for a fresh one.',
  ],
  payments_are_read: [
    409,
    'Payments are read from the billing system',
    'Record it there; it is read from there.',
  ],
} as const satisfies Readonly<Record<string, readonly [ContentfulStatusCode, string, string]>>;

export type RefusalCode = keyof typeof REFUSALS;

export function refuse(c: AppContext, code: RefusalCode): Response | Promise<Response> {
  const [status, title, message] = REFUSALS[code];
  return refusalPage(c, status, { code, title, message });
}
