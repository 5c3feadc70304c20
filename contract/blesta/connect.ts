import { z } from 'zod';
import { createBlestaApi } from '../../src/adapters/billing/blesta/api.ts';
import { createBlestaBilling } from '../../src/adapters/billing/blesta/billing-system.ts';
import { connectTo } from '../connect.ts';
import { askQuestions } from '../questions.ts';
import { LINE_CHARACTERS, rowsIn, TIMEOUT_MS } from '../raw.ts';
import { currencyCode, type SharedSettings, secret } from '../settings.ts';
import { questionsOf } from './questions.ts';
import { createRaw } from './raw.ts';
import { BLESTA_RULES } from './rules.ts';
import { blestaSandboxes } from './sandboxes.ts';

const number = z.string().regex(/^\d+$/);

const SETTINGS = {
  apiUser: secret,
  apiKey: secret,
  apiPath: z.string().startsWith('/').default('/api'),
  companyId: number.default('1'),
  clientGroupId: number.default('1'),
  clientStatuses: z
    .string()
    .transform((text) => text.split(','))
    .optional(),
  invoiceLookup: z.enum(['filter', 'search']).default('filter'),
  sharedLoginKey: secret.optional(),
  currency: currencyCode.optional(),
};

export type BlestaContractSettings = z.output<z.ZodObject<typeof SETTINGS>> & SharedSettings;

/** As many as `BLESTA_LINES_MAX` allows unless it is raised, and one more, so that neighbours are put together. */
const LINES_MAX = 240;

const LEAVES = [
  'The client: its API sets one inactive, it does not close it; the login stays taken.',
  'Its invoices, void: nothing that the contract calls deletes them, and their numbers are used up.',
];

export const connectBlesta = connectTo('blesta', SETTINGS, BLESTA_RULES, (settings, door) => {
  const raw = createRaw(settings, door);
  const adapter = {
    ...settings,
    clientStatuses: settings.clientStatuses ?? [],
    sharedLoginKey: settings.sharedLoginKey,
    taxable: false,
    mailInvoices: false,
    negativeLines: false,
    linesMax: LINES_MAX,
    lineCharacters: LINE_CHARACTERS,
    payPath: '/client/pay/method/{id}/',
    signalSecret: undefined,
    currencies: [],
    timeoutMs: TIMEOUT_MS,
    fetch: door.fetch,
  };
  return {
    sandboxes: blestaSandboxes(createBlestaApi(adapter), settings),
    manyLines: LINES_MAX + 1,
    leaves: LEAVES,
    async currency() {
      if (settings.currency) return settings.currency;
      const fields = { company_id: settings.companyId, order_by: { code: 'ASC' } };
      const [first] = rowsIn((await raw.get('currencies/getAll', fields)).json.response);
      if (!first) throw new Error('it lists no currencies; is the address right, and the key?');
      return String(first.code);
    },
    billing: (currency) =>
      createBlestaBilling({ ...adapter, currencies: [currency] }, { nowMs: Date.now }),
    ask: (inside) => askQuestions(questionsOf(settings), { ...inside, raw }),
  };
});
