/** How this emulator behaves where the public sources leave Ubersmith unknown, or where installs differ. */
import { z } from 'zod';
import {
  COMMON_DEFAULTS,
  COMMON_HELP,
  commonSwitchFields,
  createSwitches,
  type Switches,
} from '../billing-desk/switches.ts';

const schema = z.strictObject({
  ...commonSwitchFields,
  keyRefusedAs: z.enum(['http', 'answer']),
  sentences: z.record(z.string().min(1), z.string()),
  duedateFormat: z.enum(['any', 'date', 'unix']),
  periodZero: z.enum(['one_time', 'monthly']),
  billedPacks: z.enum(['skipped', 'refused', 'billed_again']),
  emailWins: z.enum(['first', 'last', 'refused']),
  metadataFields: z.array(z.string().min(1)).nullable(),
  packsAs: z.enum(['map', 'list']),
  negativePrices: z.boolean(),
  brandCurrency: z.string().regex(/^[A-Z]{3}$/),
});

export type UbersmithSwitchValues = z.output<typeof schema>;
export type UbersmithSwitches = Switches<UbersmithSwitchValues>;

const DEFAULTS: UbersmithSwitchValues = {
  ...COMMON_DEFAULTS,
  keyRefusedAs: 'http',
  sentences: {},
  duedateFormat: 'any',
  periodZero: 'one_time',
  billedPacks: 'skipped',
  emailWins: 'first',
  metadataFields: null,
  packsAs: 'map',
  negativePrices: true,
  brandCurrency: 'EUR',
};

const HELP: Record<keyof UbersmithSwitchValues, string> = {
  ...COMMON_HELP,
  keyRefusedAs: 'wrong credentials: status 401 with a page ("http"), or status:false ("answer").',
  sentences: 'other words for its refusals: each sentence of its own that has another.',
  duedateFormat:
    'what client.invoice_generate takes: "date" (YYYY-MM-DD), "unix", or "any" of them; others are refused.',
  periodZero: 'a service with period 0 is billed once, or like one with period 1.',
  billedPacks: 'what becomes of a service in include_packs that is billed already.',
  emailWins: 'which client client.get answers when an e-mail is used twice.',
  metadataFields: 'the custom fields that exist; others are dropped. null: all of them.',
  packsAs: 'current_packs of an invoice as a map or as a list.',
  negativePrices: 'false: a service with a negative price is refused.',
  brandCurrency: 'the currency of new clients; the API tells it nowhere.',
};

export function createUbersmithSwitches(
  initial: Partial<UbersmithSwitchValues> = {},
): UbersmithSwitches {
  return createSwitches(schema, { ...DEFAULTS, ...initial }, HELP);
}
