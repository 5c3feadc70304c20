/** How this emulator behaves where the public sources leave Blesta unknown, or where installs differ. */
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
  pageSize: z.int().min(1).max(1000),
  emptyList: z.enum(['list', 'false']),
  invoiceLineFilter: z.boolean(),
  needsEveryArgument: z.boolean(),
  errorShape: z.enum(['flat', 'nested', 'ok_status']),
  emailFilter: z.enum(['partial', 'exact']),
  jsonBodies: z.boolean(),
  usernameTakenCode: z.string().min(1),
  requiredClientFields: z.array(z.string().min(1)),
  negativeLines: z.boolean(),
  companyUtcOffsetHours: z.number().min(-12).max(14),
  sharedLoginToleranceSeconds: z.int().min(0).max(86_400),
  webhookUrl: z.string().min(1).nullable(),
  webhookMethod: z.enum(['get', 'post', 'put', 'post_json', 'put_json']),
  webhookEvents: z.enum(['after', 'plain']),
});

export type BlestaSwitchValues = z.output<typeof schema>;
export type BlestaSwitches = Switches<BlestaSwitchValues>;

const DEFAULTS: BlestaSwitchValues = {
  ...COMMON_DEFAULTS,
  pageSize: 20,
  emptyList: 'list',
  invoiceLineFilter: true,
  needsEveryArgument: false,
  errorShape: 'flat',
  emailFilter: 'partial',
  jsonBodies: true,
  usernameTakenCode: 'unique',
  requiredClientFields: [],
  negativeLines: true,
  companyUtcOffsetHours: -5,
  sharedLoginToleranceSeconds: 300,
  webhookUrl: null,
  webhookMethod: 'post_json',
  webhookEvents: 'after',
};

const HELP: Record<keyof BlestaSwitchValues, string> = {
  ...COMMON_HELP,
  pageSize: 'rows of a page of a list.',
  emptyList: 'a list without rows is [] ("list") or false ("false").',
  invoiceLineFilter: 'false: an older version, whose invoices/getList ignores filters.',
  needsEveryArgument:
    'true: an encoded install, which answers 500 unless every optional argument is sent.',
  errorShape:
    'errors at the top with status 400 ("flat"), inside the model\'s name ("nested", old versions), or at the top with status 200 ("ok_status").',
  emailFilter: 'how clients/getList matches filters[contact_email].',
  jsonBodies: 'false: a JSON body is as good as none.',
  usernameTakenCode: 'the code under errors.username when the name is taken.',
  requiredClientFields: 'further fields that clients/create demands, for example ["country"].',
  negativeLines: 'false: a line with a negative amount is refused.',
  companyUtcOffsetHours: 'the zone that is assumed where a date comes without one.',
  sharedLoginToleranceSeconds: 'how far the time in a login link may be from theirs.',
  webhookUrl: 'where a preset webhook goes; a path is resolved against the request that caused it.',
  webhookMethod: 'how the preset webhook is sent.',
  webhookEvents:
    'names of events: "Invoices.setClosedAfter" ("after") or "Invoices.setClosed" ("plain", older).',
};

export function createBlestaSwitches(initial: Partial<BlestaSwitchValues> = {}): BlestaSwitches {
  return createSwitches(schema, { ...DEFAULTS, ...initial }, HELP);
}
