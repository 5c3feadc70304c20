// What billing systems answer and signal, through the whole adapter of each.
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { createBlestaBilling } from '#adapters/billing/blesta/billing-system.ts';
import { createHostbillBilling } from '#adapters/billing/hostbill/billing-system.ts';
import { createUbersmithBilling } from '#adapters/billing/ubersmith/billing-system.ts';
import { createWhmcsBilling } from '#adapters/billing/whmcs/billing-system.ts';
import { readMark } from '#adapters/billing/wire/line-mark.ts';
import { readJson } from '#adapters/billing/wire/read-json.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingSystem } from '#ports/billing-system.ts';
import { delivery, signal } from '../adapters/billing/support/deliveries.ts';
import { type Answer, answersLike, expectSoundResult, fetchOf, SECRET } from './support/answers.ts';
import { BLESTA, HOSTBILL, UBERSMITH, WHMCS } from './support/billing-answers.ts';
import { fuzz } from './support/fuzz.ts';
import { jsonTextLike, textLike } from './support/mutations.ts';

const NOW_MS = Date.parse('2026-11-03T10:00:00Z');
const USD = 'USD' as CurrencyCode; // in the table of the money library

type Fetch = typeof globalThis.fetch;

const shared = (fetch: Fetch) => ({
  url: 'https://billing.example.net',
  currencies: [USD],
  timeoutMs: 2_000,
  fetch,
  signalSecret: SECRET,
  negativeLines: false,
  mailInvoices: false,
  lineCharacters: 250,
});

const SYSTEMS: readonly (readonly [string, readonly unknown[], (fetch: Fetch) => BillingSystem])[] =
  [
    [
      'WHMCS',
      WHMCS,
      (fetch) =>
        createWhmcsBilling({
          ...shared(fetch),
          identifier: 'identifier',
          secret: SECRET,
          accessKey: undefined,
          paymentMethod: undefined,
          clientGroupId: undefined,
          taxed: true,
          linesACall: 300,
        }),
    ],
    [
      'Blesta',
      BLESTA,
      (fetch) =>
        createBlestaBilling(
          {
            ...shared(fetch),
            apiPath: '/api',
            apiUser: 'postmeter',
            apiKey: SECRET,
            companyId: '1',
            clientGroupId: '1',
            clientStatuses: [],
            taxable: true,
            linesMax: 240,
            invoiceLookup: 'filter',
            sharedLoginKey: SECRET,
            payPath: '/client/pay/method/{id}/',
          },
          { nowMs: () => NOW_MS },
        ),
    ],
    [
      'HostBill',
      HOSTBILL,
      (fetch) =>
        createHostbillBilling({
          ...shared(fetch),
          apiPath: '/admin/api.php',
          apiId: 'id',
          apiKey: SECRET,
          taxable: true,
          taxRate: undefined,
          gatewayId: undefined,
          clientFilter: 'email',
          activeStatuses: ['Active'],
          pagesMax: 3,
          adoptEmptyDraft: true,
          refusalWords: {},
          transactionFields: { paid: 'in', refunded: 'out' },
          autologin: { secret: SECRET, mode: 'md5', hmacMessage: '' },
          payPath: '/?cmd=invoice&id={id}',
        }),
    ],
    [
      'Ubersmith',
      UBERSMITH,
      (fetch) =>
        createUbersmithBilling({
          ...shared(fetch),
          apiPath: '/api/2.0/',
          apiUser: 'postmeter',
          apiToken: SECRET,
          currency: USD,
          brandId: undefined,
          taxIds: [],
          linesMax: 950,
          refusalWords: {},
          oneTimePeriod: '0',
          dueDateFormat: 'unix',
          portalUrl: 'https://portal.example.net',
        }),
    ],
  ];

const CLIENT = {
  email: 'ann@example.com',
  name: 'Ann',
  company: '',
  currency: USD,
  password: 'Abcdef123',
};
const MADE = { phase: 'opened', documentId: '31' } as const;

/** Whatever an adapter asks, by name; each asks once or a few times. */
const QUESTIONS: Readonly<Record<string, (billing: BillingSystem) => Promise<unknown>>> = {
  probe: async (billing) => expectSoundResult(await billing.probe()),
  findClient: async (billing) => expectSoundResult(await billing.findClient('ann@example.com')),
  readClient: async (billing) => expectSoundResult(await billing.readClient('7')),
  ownedClients: async (billing) => {
    const owned = await billing.ownedClients?.('ann@example.com');
    if (owned) expectSoundResult(owned);
  },
  createClient: async (billing) => expectSoundResult(await billing.createClient(CLIENT)),
  look: async (billing) => expectSoundResult(await billing.look(delivery())),
  lookAgain: async (billing) => expectSoundResult(await billing.look(delivery(MADE))),
  advance: async (billing) => expectSoundResult(await billing.advance(delivery())),
  advanceAgain: async (billing) => expectSoundResult(await billing.advance(delivery(MADE))),
  cancel: async (billing) => expectSoundResult(await billing.cancel('31', 'wrong')),
  payLink: async (billing) => {
    const to = { clientId: '7', email: 'ann@example.com', documentId: '31' };
    expectSoundResult(await billing.payLink(to));
  },
  read: async (billing) => {
    const document = await billing.read('31');
    expectSoundResult(document);
    if (document.ok && document.value?.totalMinor !== undefined) {
      expect(Number.isSafeInteger(document.value.totalMinor)).toBe(true);
    }
  },
};

describe('billing systems', () => {
  for (const [name, valid, create] of SYSTEMS) {
    const asked = fc.tuple(fc.constantFrom(...Object.keys(QUESTIONS)), answersLike(...valid));
    fuzz(`answers of ${name}`, asked, async ([question, answers]: [string, readonly Answer[]]) => {
      await QUESTIONS[question]?.(create(fetchOf(answers)));
    });

    const signals = fc.tuple(
      jsonTextLike({ id: 'e', event: 'InvoicePaid', invoiceid: 5 }),
      textLike(`key=${SECRET}`),
      textLike('1793700000'),
    );
    fuzz(`signals of ${name}`, signals, async ([body, query, at]) => {
      const headers = {
        'x-postmeter-timestamp': at.replace(/[^ -~]/g, ''),
        'hb-event': 'after_invoicepaid',
      };
      const about = await create(fetchOf([])).readSignal(signal(body, headers, { query }));
      if (about !== undefined) expect(about).toMatch(/^\d{1,20}$/);
    });
  }

  const noisy = jsonTextLike({ result: 'success', rows: [{ id: 1 }] });
  fuzz('JSON behind what PHP prints', noisy, (text) => {
    const read = readJson(text);
    if (read !== undefined) expect(JSON.stringify(read)).toBeDefined();
    readMark(text);
  });
});
