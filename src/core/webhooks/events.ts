// Everything that is told to webhooks: when, and what it carries. Ids, codes, months and amounts; never a name or an
// address. Whoever needs a person's data reads it by the id, with a key that may.

/** What is told of a document whose payment changed. */
const PAYMENT = [
  'invoiceId',
  'number',
  'clientId',
  'month',
  'currency',
  'totalMinor',
  'payment',
  'changedAt',
] as const;

/** Amounts are integer minor units with their currency, months are text, times are ISO 8601 in UTC. */
export const WEBHOOK_EVENTS = {
  'client.signed_up': {
    when: 'Somebody proved an address and accepted the terms.',
    carries: ['clientId', 'currency'],
  },
  'client.enrolled': {
    when: 'A client has an account in the panel; usage counts from now on.',
    carries: ['clientId', 'clientNumber', 'panelUserId'],
  },
  'client.provisioning_failed': {
    when: 'No panel account could be made, for a reason that is new for the client.',
    carries: ['clientId', 'clientNumber', 'failure'],
  },
  'client.parked': {
    when: 'A finished run held a client back for a reason that no earlier run of the month gave.',
    carries: ['clientId', 'runId', 'month', 'reason'],
  },
  'client.closed': {
    when: 'An account is closed; its personal data is erased.',
    carries: ['clientId', 'clientNumber'],
  },
  'run.planned': {
    when: 'A plan is sealed. One that an operator asked for waits for approval.',
    carries: ['runId', 'month', 'trigger', 'manifest', 'documents', 'parked'],
  },
  'run.finished': {
    when: 'Every document of a run is made.',
    carries: ['runId', 'month', 'trigger', 'issued', 'conflicts', 'parked'],
  },
  'run.failed': {
    when: 'A run was set aside after repeated failures.',
    carries: ['runId', 'month', 'trigger', 'state'],
  },
  'invoice.issued': {
    when: 'An invoice, supplement or credit note is made.',
    carries: [
      'invoiceId',
      'number',
      'kind',
      'clientId',
      'runId',
      'month',
      'currency',
      'totalMinor',
      'dueAt',
    ],
  },
  'invoice.delivered': {
    when: 'A document is in the billing system.',
    carries: ['invoiceId', 'number', 'clientId', 'month', 'system', 'documentId'],
  },
  'invoice.paid': {
    when: 'A document was read as paid.',
    carries: PAYMENT,
  },
  'invoice.payment_changed': {
    when: 'What is known of a payment changed otherwise: part-paid, open again, refunded, cancelled, missing.',
    carries: PAYMENT,
  },
  'delivery.stopped': {
    when: 'The billing system refuses us; nothing is delivered there any more.',
    carries: ['system', 'code'],
  },
  'delivery.resumed': {
    when: 'The billing system lets us in again.',
    carries: ['system'],
  },
} as const satisfies Readonly<
  Record<string, { readonly when: string; readonly carries: readonly string[] }>
>;

export type WebhookEventType = keyof typeof WEBHOOK_EVENTS;

/** Sent by hand to one endpoint, whatever it listens to. */
export const TEST_EVENT = 'webhook.test';

export const WEBHOOK_EVENT_TYPES = Object.keys(WEBHOOK_EVENTS) as readonly WebhookEventType[];

type Carried<T extends WebhookEventType> = {
  readonly [F in (typeof WEBHOOK_EVENTS)[T]['carries'][number]]: string | number | null;
};

/** One event with exactly what its type carries. */
export type WebhookEvent = {
  readonly [T in WebhookEventType]: { readonly type: T; readonly data: Carried<T> };
}[WebhookEventType];

export function isWebhookEventType(text: string): text is WebhookEventType {
  return Object.hasOwn(WEBHOOK_EVENTS, text);
}
