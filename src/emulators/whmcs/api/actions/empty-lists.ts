/** Lists of things that this emulator has none of; client libraries ask for them all the same. */
import type { Action } from '../action.ts';
import { done, NestedList } from '../answer.ts';

const EMPTY: readonly (readonly [string, string, string])[] = [
  ['GetCancelledPackages', 'packages', 'package'],
  ['GetClientsAddons', 'addons', 'addon'],
  ['GetClientsDomains', 'domains', 'domain'],
  ['GetClientsProducts', 'products', 'product'],
  ['GetContacts', 'contacts', 'contact'],
  ['GetOrders', 'orders', 'order'],
  ['GetProducts', 'products', 'product'],
  ['GetQuotes', 'quotes', 'quote'],
];

export const emptyListActions: readonly Action[] = EMPTY.map(([name, field, element]) => ({
  name,
  writes: false,
  run: () =>
    done({
      totalresults: 0,
      startnumber: 0,
      numreturned: 0,
      [field]: new NestedList(element, []),
    }),
}));
