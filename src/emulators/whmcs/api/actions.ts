/** Every action of the API that is emulated, found without regard to case. */
import type { Action } from './action.ts';
import { billableItemActions } from './actions/billable-items.ts';
import { clientActions } from './actions/clients.ts';
import { createInvoiceAction } from './actions/create-invoice.ts';
import { creditActions } from './actions/credits.ts';
import { emailActions } from './actions/emails.ts';
import { emptyListActions } from './actions/empty-lists.ts';
import { getClientsDetailsAction } from './actions/get-clients-details.ts';
import { getInvoiceActions } from './actions/get-invoices.ts';
import { oauthCredentialActions } from './actions/oauth-credentials.ts';
import { paymentActions } from './actions/payments.ts';
import { setupActions } from './actions/setup-lists.ts';
import { createSsoTokenAction } from './actions/sso-token.ts';
import { systemActions } from './actions/system.ts';
import { transactionActions } from './actions/transactions.ts';
import { updateClientAction } from './actions/update-client.ts';
import { updateInvoiceAction } from './actions/update-invoice.ts';
import { userActions } from './actions/users.ts';

const ACTIONS: readonly Action[] = [
  ...clientActions,
  getClientsDetailsAction,
  updateClientAction,
  ...userActions,
  createInvoiceAction,
  updateInvoiceAction,
  ...getInvoiceActions,
  ...paymentActions,
  ...transactionActions,
  ...creditActions,
  ...billableItemActions,
  ...setupActions,
  ...emailActions,
  createSsoTokenAction,
  ...oauthCredentialActions,
  ...systemActions,
  ...emptyListActions,
];

const BY_NAME = new Map(ACTIONS.map((action) => [action.name.toLowerCase(), action]));

export function actionNamed(name: string): Action | undefined {
  return BY_NAME.get(name.toLowerCase());
}

export function actionNames(): string[] {
  return ACTIONS.map(({ name }) => name);
}

/** Known to WHMCS, and refused from outside. */
export const INTERNAL_ACTIONS: ReadonlySet<string> = new Set(['setconfigurationvalue']);
