/** What an administrator has set up: currencies, payment methods, client groups. */
import type { Action } from '../action.ts';
import { done, type Fields, NestedList } from '../answer.ts';

export const setupActions: readonly Action[] = [
  {
    name: 'GetCurrencies',
    writes: false,
    run: ({ installation }) =>
      listed('currencies', 'currency', installation.tables.catalogue.currencies),
  },
  {
    name: 'GetPaymentMethods',
    writes: false,
    run: ({ installation }) => {
      const methods = installation.tables.catalogue.paymentMethods.map(
        ({ module, displayname }) => ({ module, displayname }),
      );
      return listed('paymentmethods', 'paymentmethod', methods);
    },
  },
  {
    name: 'GetClientGroups',
    writes: false,
    run: ({ installation }) => listed('groups', 'group', installation.tables.catalogue.groups),
  },
];

function listed(field: string, element: string, rows: readonly Fields[]) {
  return done({ totalresults: rows.length, [field]: new NestedList(element, rows) });
}
