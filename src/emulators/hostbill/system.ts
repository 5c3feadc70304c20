/** Calls about the install itself. */
import { done, type HostbillMethod, type HostbillMethods, paged } from './call.ts';
import { UNSET_TIME } from './dates.ts';
import { CURRENCIES, PAYMENT_MODULES } from './tables.ts';

const [{ code, sign }, ...others] = CURRENCIES;
const FORMAT = '1,234.56';

/** Its id and rate are numbers, those of the others texts. */
const MAIN = { code, iso: code, sign, id: 0, decimal: '2', format: FORMAT, rate: 1 };
const OTHERS = others.map((currency) => ({
  ...currency,
  iso: currency.code,
  last_changes: UNSET_TIME,
  update: '0',
  enable: '1',
  format: FORMAT,
}));

/** HostBill's own services and orders: here there are none. */
const EMPTY_LISTS = {
  getAccounts: 'accounts',
  getClientAccounts: 'accounts',
  getOrders: 'orders',
  getClientOrders: 'orders',
  getDomains: 'domains',
  getClientDomains: 'domains',
} as const;

export const systemMethods: HostbillMethods = {
  ...Object.fromEntries(Object.entries(EMPTY_LISTS).map(([name, key]) => [name, emptyList(key)])),
  getHostBillversion: { required: [], run: () => done({ version: '2024-10-16' }) },
  getCurrencies: { required: [], run: () => done({ main: MAIN, currencies: OTHERS }) },
  getPaymentModules: {
    required: [],
    run: () => done({ modules: Object.fromEntries(PAYMENT_MODULES) }),
  },
};

function emptyList(key: string): HostbillMethod {
  return { required: [], run: (call) => paged(call, key, []) };
}
