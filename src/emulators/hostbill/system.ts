/** Calls about the install itself. */
import { done, type HostbillMethod, type HostbillMethods, paged } from './call.ts';
import { CURRENCIES, PAYMENT_MODULES } from './tables.ts';

const [MAIN, ...OTHERS] = CURRENCIES.map((currency) => ({
  ...currency,
  iso: currency.code,
  format: '1,234.56',
  enable: '1',
  update: '0',
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
