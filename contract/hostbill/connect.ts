import { z } from 'zod';
import { createHostbillApi } from '../../src/adapters/billing/hostbill/api.ts';
import { createHostbillBilling } from '../../src/adapters/billing/hostbill/billing-system.ts';
import { list } from '../../src/env/fields.ts';
import { refusalWords } from '../../src/env/refusal-words.ts';
import { connectTo } from '../connect.ts';
import { askQuestions } from '../questions.ts';
import { isRecord, LINE_CHARACTERS, TIMEOUT_MS } from '../raw.ts';
import { meaningReader } from '../refusals.ts';
import { currencyCode, type SharedSettings, secret } from '../settings.ts';
import { questionsOf } from './questions.ts';
import { createRaw } from './raw.ts';
import { HOSTBILL_RULES } from './rules.ts';
import { hostbillSandboxes } from './sandboxes.ts';

const SETTINGS = {
  apiId: secret,
  apiKey: secret,
  apiPath: z.string().startsWith('/').default('/admin/api.php'),
  clientFilter: z.string().default('filter[email]'),
  pagesMax: z.coerce.number().int().min(1).max(1000).default(200),
  refusalWords,
  activeStatuses: list.prefault('Active'),
  autologinSecret: secret.optional(),
  currency: currencyCode.optional(),
};

export type HostbillContractSettings = z.output<z.ZodObject<typeof SETTINGS>> & SharedSettings;

/** A call each. */
const MANY_LINES = 30;

const LEAVES = [
  'The client, active, with its login: the vendor documents no call that closes one. The next run finds it again and leaves it.',
  'Its issued invoices, cancelled; drafts are deleted. HostBill takes no reason for either.',
  'Where its lists do not show drafts: those of a run that was killed, which neither clients nor the next run can see.',
];

export const connectHostbill = connectTo('hostbill', SETTINGS, HOSTBILL_RULES, (settings, door) => {
  const { autologinSecret } = settings;
  const raw = createRaw(settings, door);
  const adapter = {
    ...settings,
    taxable: false,
    taxRate: undefined,
    gatewayId: undefined,
    mailInvoices: false,
    negativeLines: false,
    adoptEmptyDraft: true,
    transactionFields: { paid: 'in', refunded: 'out' },
    lineCharacters: LINE_CHARACTERS,
    autologin: autologinSecret
      ? ({ secret: autologinSecret, mode: 'md5', hmacMessage: '' } as const)
      : undefined,
    payPath: '/index.php?/clientarea/invoice/{id}/',
    signalSecret: undefined,
    currencies: [],
    timeoutMs: TIMEOUT_MS,
    fetch: door.fetch,
  };
  return {
    sandboxes: hostbillSandboxes(createHostbillApi(adapter), door, settings),
    manyLines: MANY_LINES,
    leaves: LEAVES,
    meaningOf: meaningReader(settings.refusalWords),
    async currency() {
      if (settings.currency) return settings.currency;
      const { main } = (await raw('getCurrencies')).json;
      if (isRecord(main)) return String(main.code);
      throw new Error('it lists no currencies; is the address right, and the key?');
    },
    billing: (currency) => createHostbillBilling({ ...adapter, currencies: [currency] }),
    ask: (inside) => askQuestions(questionsOf(settings), { ...inside, raw }),
  };
});
