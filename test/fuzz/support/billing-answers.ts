// One good answer of each kind that the adapters read, as each vendor writes it.
import {
  CLIENT as BLESTA_CLIENT,
  INVOICE as BLESTA_INVOICE,
} from '../../adapters/billing/blesta/support/blesta.ts';
import { FIRST_TEXT, REFERENCE, SECOND_TEXT } from '../../adapters/billing/support/deliveries.ts';

const success = { result: 'success' };

export const WHMCS: readonly unknown[] = [
  {
    ...success,
    invoiceid: 31,
    invoicenum: '',
    userid: 7,
    date: '2026-11-01',
    duedate: '2026-11-15',
    datepaid: '0000-00-00 00:00:00',
    subtotal: '12.34',
    credit: '0.00',
    tax: '0.00',
    tax2: '0.00',
    total: '12.34',
    balance: '12.34',
    status: 'Unpaid',
    notes: REFERENCE,
    currencycode: 'USD',
    items: {
      item: [
        { id: 61, type: '', relid: 0, description: FIRST_TEXT, amount: '10.00', taxed: 1 },
        { id: 62, type: '', relid: 0, description: SECOND_TEXT, amount: '2.34', taxed: 1 },
      ],
    },
    transactions: '',
  },
  {
    ...success,
    totalresults: 1,
    startnumber: 0,
    numreturned: 1,
    invoices: {
      invoice: [
        {
          id: 31,
          userid: 7,
          status: 'Draft',
          notes: REFERENCE,
          date: '2026-11-01',
          total: '12.34',
        },
      ],
    },
    clients: { client: [{ id: 7, email: 'ann@example.com', status: 'Active' }] },
    users: [{ id: 3, email: 'ann@example.com', clients: [{ id: 7, isOwner: true }] }],
    currencies: { currency: [{ id: 1, code: 'USD' }] },
    paymentmethods: { paymentmethod: [{ module: 'banktransfer', displayname: 'Bank' }] },
  },
  {
    ...success,
    clientid: 7,
    client_id: 7,
    invoiceid: 31,
    redirect_url: 'https://billing.example.net/oauth/singlesignon.php?access_token=a',
    client: { id: 7, email: 'ann@example.com', currency_code: 'USD', status: 'Active' },
    email: 'ann@example.com',
    currency_code: 'USD',
    status: 'Active',
    whmcs: { version: '8.10.1' },
  },
  { result: 'error', message: 'Invoice ID Not Found' },
];

export const BLESTA: readonly unknown[] = [
  { response: BLESTA_INVOICE },
  { response: [BLESTA_INVOICE] },
  { response: { ...BLESTA_CLIENT, settings: { default_currency: 'USD' } } },
  { response: [BLESTA_CLIENT] },
  { response: [{ code: 'USD' }] },
  { response: 31 },
  { response: '31' },
  { response: false },
  { message: 'bad', errors: { username: { unique: 'taken' } } },
  { message: 'bad', errors: { Clients: { errors: { id: { exists: 'no' } } } } },
];

const HOSTBILL_INVOICE = {
  id: '31',
  client_id: '7',
  status: 'Unpaid',
  currency_id: '0',
  date: '2026-11-01',
  duedate: '2026-11-15',
  datepaid: '0000-00-00 00:00:00',
  subtotal: '12.34',
  total: '12.34',
  credit: '0.00',
  notes: REFERENCE,
  metadata: [{ name: 'postmeter', value: REFERENCE }],
  items: [
    { id: '61', description: FIRST_TEXT, amount: '10.00', qty: '1', linetotal: '10.00' },
    { id: '62', description: SECOND_TEXT, amount: '2.34', qty: '1', linetotal: '2.34' },
  ],
};

export const HOSTBILL: readonly unknown[] = [
  { success: true, invoice: HOSTBILL_INVOICE },
  {
    success: true,
    invoices: [HOSTBILL_INVOICE],
    sorter: { totalpages: 1, sorterpage: 1, perpage: 25 },
  },
  { success: true, clients: [{ id: '7', email: 'ann@example.com' }], sorter: { totalpages: 1 } },
  {
    success: true,
    client: { id: '7', email: 'ann@example.com', currency_id: '0', status: 'Active' },
  },
  { success: true, client_id: 7, invoice_id: 31, newline: HOSTBILL_INVOICE.items[0] },
  {
    success: true,
    currencies: { main: 'USD', list: [{ id: '0', code: 'USD', iso: 'USD' }] },
    currency: 'USD',
  },
  { success: true, methods: { getInvoices: [], addInvoice: [] }, version: '2026-01-01' },
  { success: false, error: ['Invalid API credentials'] },
];

const UBERSMITH_INVOICE = {
  invid: '31',
  clientid: '7',
  date: '1793491200',
  due: '1794700800',
  datepaid: '0',
  paid: '0',
  void: '0',
  amount: '12.34',
  amount_unpaid: '12.34',
  current_packs: {
    '61': { packid: '61', desserv: FIRST_TEXT, cost: '10.00', quantity: '1' },
    '62': { packid: '62', desserv: SECOND_TEXT, cost: '2.34', quantity: '1' },
  },
};

export const UBERSMITH: readonly unknown[] = [
  { status: true, error_code: null, error_message: '', data: UBERSMITH_INVOICE },
  { status: true, error_code: null, error_message: '', data: { '31': UBERSMITH_INVOICE } },
  { status: true, error_code: null, error_message: '', data: UBERSMITH_INVOICE.current_packs },
  {
    status: true,
    data: { clientid: '7', email: 'ann@example.com', status: 'active', currency: 'USD' },
  },
  { status: true, data: { '7': { clientid: '7', email: 'ann@example.com' } } },
  { status: true, data: { 'client.get': 'x', 'client.invoice_get': 'x' } },
  { status: true, data: '31' },
  { status: true, data: false },
  { status: false, error_code: 1, error_message: 'no such client', data: null },
];
