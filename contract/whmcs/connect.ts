import type { z } from 'zod';
import { createWhmcsBilling } from '../../src/adapters/billing/whmcs/billing-system.ts';
import { connectTo } from '../connect.ts';
import { askQuestions } from '../questions.ts';
import { LINE_CHARACTERS, TIMEOUT_MS } from '../raw.ts';
import { currencyCode, type SharedSettings, secret } from '../settings.ts';
import { QUESTIONS } from './questions.ts';
import { createRaw, rowsOf } from './raw.ts';
import { WHMCS_RULES } from './rules.ts';
import { whmcsSandboxes } from './sandboxes.ts';

const SETTINGS = {
  identifier: secret,
  secret,
  accessKey: secret.optional(),
  currency: currencyCode.optional(),
  paymentMethod: secret.optional(),
};

export type WhmcsContractSettings = z.output<z.ZodObject<typeof SETTINGS>> & SharedSettings;

/** As `WHMCS_LINES_A_CALL` is unless it is changed; one more, and the rest is added to the draft. */
const LINES_A_CALL = 300;

const LEAVES = [
  'The closed client and its cancelled invoices: nothing that the contract calls deletes them, and their numbers are used up.',
];

export const connectWhmcs = connectTo('whmcs', SETTINGS, WHMCS_RULES, (settings, door) => {
  const { url, identifier, secret: key, accessKey, paymentMethod } = settings;
  const raw = createRaw(settings, door);
  return {
    sandboxes: whmcsSandboxes(raw, settings),
    manyLines: LINES_A_CALL + 1,
    leaves: LEAVES,
    async currency() {
      if (settings.currency) return settings.currency;
      const [first] = rowsOf(await raw('GetCurrencies'), 'currencies', 'currency');
      if (!first) throw new Error('it lists no currencies; is the address right, and the key?');
      return String(first.code);
    },
    billing: (currency) =>
      createWhmcsBilling({
        url,
        identifier,
        secret: key,
        accessKey,
        paymentMethod,
        clientGroupId: undefined,
        taxed: false,
        mailInvoices: false,
        negativeLines: false,
        linesACall: LINES_A_CALL,
        lineCharacters: LINE_CHARACTERS,
        signalSecret: undefined,
        currencies: [currency],
        timeoutMs: TIMEOUT_MS,
        fetch: door.fetch,
      }),
    ask: (inside) => askQuestions(QUESTIONS, { ...inside, raw }),
  };
});
