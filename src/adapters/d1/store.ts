import type { Store } from '#ports/store.ts';
import { commit } from './commit.ts';
import { openDatabase } from './database.ts';
import { accountReads } from './reads/account.ts';
import { apiStore } from './reads/api.ts';
import { automationStore } from './reads/automation.ts';
import { budgetReads } from './reads/budgets.ts';
import { catalogueReads } from './reads/catalogue.ts';
import { clientReads } from './reads/clients.ts';
import { deliveryReads } from './reads/deliveries.ts';
import { doctorReads } from './reads/doctor.ts';
import { invoiceReads } from './reads/invoices.ts';
import { meteringReads } from './reads/metering.ts';
import { monitoringReads } from './reads/monitoring.ts';
import { movingReads } from './reads/moving.ts';
import { operatorAccess } from './reads/operator-access.ts';
import { operatorAudit } from './reads/operator-audit.ts';
import { operatorClients } from './reads/operator-clients.ts';
import { operatorLetters } from './reads/operator-letters.ts';
import { operatorLists } from './reads/operator-lists.ts';
import { operatorOverview } from './reads/operator-overview.ts';
import { outboxReads } from './reads/outbox.ts';
import { runReads } from './reads/runs.ts';
import { signInReads } from './reads/sign-in.ts';
import { webhookReads } from './reads/webhooks.ts';

/** The store in a D1 database, read from its primary. */
export function createStore(binding: D1Database): Store {
  const db = openDatabase(binding);
  return {
    commit: (changes) => commit(db, changes),
    clients: clientReads(db),
    signIn: signInReads(db),
    account: accountReads(db),
    catalogue: catalogueReads(db),
    runs: runReads(db),
    invoices: invoiceReads(db),
    outbox: outboxReads(db),
    deliveries: deliveryReads(db),
    automation: automationStore(db),
    metering: meteringReads(db),
    budgets: budgetReads(db),
    doctor: doctorReads(db),
    webhooks: webhookReads(db),
    monitoring: monitoringReads(db),
    operators: {
      ...operatorLists(db),
      ...operatorAudit(db),
      ...operatorOverview(db),
      ...operatorClients(db),
      ...operatorLetters(db),
    },
    api: apiStore(db),
    operatorAccess: operatorAccess(db),
    moving: movingReads(db),
  };
}
