import type { GroupCalls } from './samples.ts';
import { CLIENT, INVOICE, LOOK, LOOK_ID, MONTH, RUN, SYSTEM, USD } from './subjects.ts';

const limit = { key: 'k', free: 1, baseMs: 1, maxMs: 1 };

export const READS: GroupCalls<
  | 'clients'
  | 'signIn'
  | 'account'
  | 'catalogue'
  | 'runs'
  | 'invoices'
  | 'outbox'
  | 'deliveries'
  | 'automation'
  | 'metering'
  | 'budgets'
> = {
  clients: {
    byId: [[CLIENT]],
    byEmail: [['a@example.com']],
    signupByToken: [['hash']],
    toProvision: [[1, 50]],
    claimProvisioning: [[CLIENT, 1, 2]],
  },
  signIn: {
    ofSession: [['hash', 1]],
    byEmail: [['a@example.com']],
    byIdentity: [['issuer', 'subject']],
    // Without limits none is taken, and the second question is asked.
    takeAttempt: [
      [[limit], 1],
      [[], 1],
    ],
    reset: [['hash']],
  },
  account: {
    overview: [[CLIENT, 1]],
    sessions: [[CLIENT, 1]],
    secondFactor: [[CLIENT]],
    passkeys: [[CLIENT]],
    identities: [[CLIENT]],
    passkey: [['credential']],
    emailChange: [['hash']],
    acceptedTerms: [[CLIENT]],
    audit: [[CLIENT, 50]],
    data: [[CLIENT, 50]],
    closings: [[50]],
    unsettledMonths: [[CLIENT, [MONTH]]],
  },
  catalogue: {
    currentTerms: [[]],
    terms: [['terms_of_service', '1']],
    pricesIn: [[MONTH]],
    priceFacts: [
      [{ kind: 'panel_user', id: 1 }, MONTH],
      [{ kind: 'client_number', id: 1 }, MONTH],
    ],
    billedTokens: [[MONTH, USD]],
  },
  runs: {
    byId: [[RUN]],
    byManifest: [[MONTH, 'manifest']],
    nextWorking: [[]],
    newest: [
      [MONTH, ['executed']],
      [MONTH, ['planned', 'executed'], 'schedule'],
    ],
    takeUp: [[RUN, 1]],
    sharedServers: [[RUN, 50]],
    billed: [[MONTH, [CLIENT]]],
    bookmark: [[]],
    billedTotals: [[MONTH], [MONTH, RUN]],
    numberSeries: [['PM-2026']],
    planPage: [[MONTH, 1, '', 50]],
    shadowPage: [[MONTH, '', 50]],
    planSize: [[1], [1, MONTH]],
    itemHashes: [[RUN, '', 50]],
    outcomeSums: [[RUN]],
    executionBoundary: [[RUN, '', 50]],
    parked: [[RUN, 50]],
    items: [[RUN, '', 50]],
    comparisons: [
      [RUN, '', 50],
      [RUN, '', 50, true],
    ],
    comparisonCounts: [[RUN]],
    list: [[50], [50, MONTH]],
    unsettled: [[[{ month: MONTH, endMs: 1 }]]],
  },
  invoices: {
    byId: [[INVOICE]],
    headById: [[INVOICE]],
    origin: [[INVOICE]],
    ofClient: [[CLIENT, INVOICE]],
    listOfClient: [
      [CLIENT, 50],
      [CLIENT, 50, { year: '2026' }],
      [CLIENT, 50, { state: { is: 'credit', nowMs: 1 } }],
      [CLIENT, 50, { state: { is: 'due', nowMs: 1 } }],
      [CLIENT, 50, { state: { is: 'past_due', nowMs: 1 } }],
      [CLIENT, 50, { state: { is: 'paid', nowMs: 1 }, before: { month: MONTH, id: INVOICE } }],
    ],
    yearsOfClient: [[CLIENT]],
    linesOfClient: [[CLIENT]],
    listOfMonth: [[MONTH, '', 50]],
  },
  outbox: {
    claimDue: [[1, 2, 50, ['deliver_invoice']]],
    counts: [[1]],
  },
  deliveries: {
    start: [[INVOICE, CLIENT, SYSTEM]],
    stop: [[SYSTEM]],
    paymentsDue: [[SYSTEM, 1, 60]],
    counts: [[SYSTEM]],
    problems: [[SYSTEM, 50]],
    documentId: [[INVOICE, SYSTEM]],
    billingClientId: [[CLIENT, SYSTEM]],
    linked: [[SYSTEM, ['1', '2']]],
  },
  automation: {
    expire: [[1]],
    since: [[{ startedAtMs: 1, finishedAtMs: 2, month: MONTH, system: SYSTEM }]],
    record: [
      [
        {
          id: 'aut_0',
          trigger: 'cron',
          startedAtMs: 1,
          finishedAtMs: 2,
          report: '{"ok":true,"steps":[]}',
        },
      ],
    ],
    retryFailedTasks: [[1]],
    forgetDoneTasks: [[1, 50]],
  },
  metering: {
    openLook: [[]],
    lastGoodLook: [[]],
    firstGoodLook: [[]],
    pruning: [[]],
    serverAfter: [[1, 50]],
    takeUp: [[LOOK_ID, 1]],
    known: [[[1, 2]]],
    missing: [[LOOK, 1, 50]],
    history: [[[1, 2], 1]],
    waitingEvents: [[50]],
    ownerless: [[LOOK, 50]],
  },
  budgets: {
    ofClient: [[CLIENT]],
    waiting: [[MONTH, 50]],
    daysOf: [[CLIENT, MONTH]],
  },
};
