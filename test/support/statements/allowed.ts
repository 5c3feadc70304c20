// What may grow, each with the reason. Everything else a plan finds is a defect.

/** Tables with a handful of rows by their nature: reading all of one is cheap for ever. */
export const SMALL_TABLES: Readonly<Record<string, string>> = {
  api_key: 'an operator makes each by hand',
  d1_migrations: 'one row a migration',
  invoice_run: 'a few a month',
  metering_gap: 'one row each time that the panel shortened its log',
  metering_pruning: 'one row a month',
  operator_passkey: 'a few for each operator',
  operator_session: 'a few for each operator, and the ended ones go daily',
  sqlite_master: 'tables and indexes',
  terms_version: 'a few texts a year',
  token_price: 'one row a currency and change of price',
  webhook_endpoint: 'an operator makes each by hand, and 20 are the most',
};

export interface Allowed {
  readonly grows: string;
  readonly why: string;
  /** Reads as `group.method`, changes by their type. */
  readonly in: readonly string[];
}

export const ON_PURPOSE: readonly Allowed[] = [
  {
    grows: 'sort',
    why: 'what one client has: a few ways in, texts, budgets, a few documents a month',
    in: [
      'account.sessions',
      'account.passkeys',
      'account.acceptedTerms',
      'invoices.listOfClient',
      'invoices.yearsOfClient',
      'invoices.linesOfClient',
      'operators.documents',
      'operators.clientHistory',
      'operators.parkOf',
    ],
  },
  {
    grows: 'sort',
    why: 'the lines of one document, or of a page of them',
    in: ['invoices.byId', 'invoices.ofClient', 'invoices.listOfMonth', 'runs.billed', 'runs.items'],
  },
  {
    grows: 'sort',
    why: 'runs, looks, prices and texts: a few of the month or state that is asked for, or in all',
    in: [
      'runs.byManifest',
      'runs.newest',
      'runs.nextWorking',
      'runs.list',
      'runs.unsettled',
      'operators.runs',
      'monitoring.facts',
      'metering.openLook',
      'operators.tokenPrices',
      'operators.termsVersions',
      'operatorAccess.passkeys',
    ],
  },
  {
    grows: 'sort',
    why: 'what waits, is held back or is wrong, and nothing else: few, or an operator has to look',
    in: [
      'clients.toProvision',
      'deliveries.problems',
      'operators.parkedClients',
      'operators.failedLetters',
      'runs.sharedServers',
      'metering.missing',
    ],
  },
  {
    grows: 'sort',
    why: 'servers of the panel users that are asked for, a page at most',
    in: ['metering.history'],
  },
  {
    grows: 'sort',
    why: 'clients that begin with what an operator typed',
    in: ['operators.searchClients'],
  },
  {
    grows: 'sort',
    why: 'whoever waits longest is next, over all who have a budget: few clients do',
    in: ['budgets.waiting'],
  },
  {
    grows: 'scan budget',
    why: 'the same',
    in: ['budgets.waiting'],
  },
  {
    grows: 'scan audit_event',
    why: 'from one end in the order of its key, and no further than the limit',
    in: ['doctor.firstActivityMs', 'operators.audit', 'monitoring.watch'],
  },
  {
    grows: 'scan automation_run',
    why: 'from the end in the order of its key, and no further than the limit',
    in: [
      'doctor.lastCronAutomationMs',
      'monitoring.facts',
      'monitoring.watch',
      'operators.automationRuns',
    ],
  },
  {
    grows: 'scan client',
    why: 'from the end in the order of its key, and no further than the limit',
    in: ['operators.searchClients'],
  },
  {
    grows: 'scan invoice',
    why: 'from the end in the order of its key, and no further than the limit',
    in: ['operators.documents'],
  },
  {
    grows: 'scan client by client_state',
    why: 'counts all clients by state, exactly, once a scrape: one entry of the index each (docs/cost.md)',
    in: ['monitoring.facts'],
  },
  {
    grows: 'scan moved_client',
    why: 'counts whom the add-on still bills, of those who were ever imported: that many, and no more any day',
    in: ['runs.planSize'],
  },
  {
    grows: 'scan moved_client by moved_client_to_invite',
    why: 'the index has those alone who wait for their letter',
    in: ['moving.toInvite', 'moving.countToInvite'],
  },
  {
    grows: 'scan webhook_endpoint by webhook_endpoint_state',
    why: 'a table of 20 rows',
    in: ['monitoring.facts'],
  },
  {
    grows: 'scan delivery by delivery_in_doubt',
    why: 'the index has what is in doubt alone',
    in: ['monitoring.facts'],
  },
  {
    grows: 'scan webhook_delivery by webhook_delivery_due',
    why: 'the index has what waits alone',
    in: ['monitoring.facts'],
  },
  {
    grows: 'scan webhook_delivery by webhook_delivery_failed',
    why: 'the index has what failed alone, and the log is pruned daily',
    in: ['monitoring.facts'],
  },
  {
    grows: 'scan signup',
    why: 'counts both kinds of rows; a week after its link has expired a sign-up is gone',
    in: ['operators.signups'],
  },
];
