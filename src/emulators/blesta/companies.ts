/** The `companies` and `currencies` models, which a probe reads. */
import { textAt } from '../php-form/php-value.ts';
import { type BlestaMethods, done, idAt, listed } from './call.ts';
import { COMPANY_ID, CURRENCIES } from './tables.ts';

const COMPANY = {
  id: COMPANY_ID,
  name: 'Emulated Hosting Inc.',
  hostname: 'blesta.example',
  address: null,
  phone: null,
  fax: null,
};

const CURRENCY_ROWS = CURRENCIES.map((code, index) => ({
  code,
  company_id: COMPANY_ID,
  format: '#,###.##',
  prefix: null,
  suffix: code,
  exchange_rate: (1 + index / 10).toFixed(6),
  precision: code === 'JPY' ? 0 : 2,
}));

export const companyMethods: BlestaMethods = {
  'companies/getAll': { parameters: [], run: (call) => listed(call, [COMPANY]) },
  'companies/getList': { parameters: ['page?', 'order?'], run: (call) => listed(call, [COMPANY]) },
  'companies/get': {
    parameters: ['company_id'],
    run: (call) => done(idAt(call, 'company_id') === COMPANY_ID ? COMPANY : false),
  },
  'companies/getSetting': {
    parameters: ['company_id', 'key'],
    run: (call) => {
      const key = textAt(call.args, 'key') ?? '';
      return done(key === 'default_currency' ? { key, value: CURRENCIES[0] } : false);
    },
  },
  'currencies/getAll': {
    parameters: ['company_id', 'order_by?'],
    run: (call) => listed(call, idAt(call, 'company_id') === COMPANY_ID ? CURRENCY_ROWS : []),
  },
  'currencies/getList': {
    parameters: ['company_id', 'page?', 'order_by?'],
    run: (call) => listed(call, idAt(call, 'company_id') === COMPANY_ID ? CURRENCY_ROWS : []),
  },
  'currencies/get': {
    parameters: ['currency_code', 'company_id'],
    run: (call) => {
      const code = textAt(call.args, 'currency_code');
      return done(CURRENCY_ROWS.find((row) => row.code === code) ?? false);
    },
  },
};
