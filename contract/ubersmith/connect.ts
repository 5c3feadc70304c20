import { z } from 'zod';
import { createUbersmithBilling } from '../../src/adapters/billing/ubersmith/billing-system.ts';
import { refusalWords } from '../../src/env/refusal-words.ts';
import { connectTo } from '../connect.ts';
import { askQuestions } from '../questions.ts';
import { LINE_CHARACTERS, TIMEOUT_MS } from '../raw.ts';
import { meaningReader } from '../refusals.ts';
import { currencyCode, type SharedSettings, secret } from '../settings.ts';
import { questionsOf } from './questions.ts';
import { createRaw } from './raw.ts';
import { UBERSMITH_RULES } from './rules.ts';
import { ubersmithSandboxes } from './sandboxes.ts';

const SETTINGS = {
  apiUser: secret,
  apiToken: secret,
  apiPath: z.string().startsWith('/').default('/api/2.0/'),
  /** Of the brand: no call tells it. */
  currency: currencyCode,
  brandId: secret.optional(),
  refusalWords,
  oneTimePeriod: secret.default('0'),
  dueDateFormat: z.enum(['date', 'unix']).default('date'),
};

export type UbersmithContractSettings = z.output<z.ZodObject<typeof SETTINGS>> & SharedSettings;

/** A call each. */
const MANY_LINES = 30;

const LEAVES = [
  'The client, deactivated, with its login: it can be activated again, not deleted.',
  'Its invoices, disregarded: Ubersmith cannot void one, takes no reason, and the numbers are used up.',
  'A service for each line, deactivated: they stay billed, because disregarding an invoice does not give them back.',
];

export const connectUbersmith = connectTo(
  'ubersmith',
  SETTINGS,
  UBERSMITH_RULES,
  (settings, door) => {
    const raw = createRaw(settings, door);
    return {
      sandboxes: ubersmithSandboxes(raw, settings),
      manyLines: MANY_LINES,
      leaves: LEAVES,
      meaningOf: meaningReader(settings.refusalWords),
      currency: async () => settings.currency,
      billing: (currency) =>
        createUbersmithBilling({
          ...settings,
          brandId: settings.brandId,
          currency,
          currencies: [currency],
          taxIds: [],
          negativeLines: false,
          linesMax: MANY_LINES,
          lineCharacters: LINE_CHARACTERS,
          portalUrl: settings.url,
          timeoutMs: TIMEOUT_MS,
          fetch: door.fetch,
        }),
      ask: (inside) => askQuestions(questionsOf(settings), { ...inside, raw }),
    };
  },
);
