/** How this emulator behaves where the public sources leave HostBill unknown, or where installs differ. */
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
  perPageHonoured: z.boolean(),
  emailFilter: z.enum(['ignored', 'partial', 'exact']),
  metadataInDetails: z.boolean(),
  draftsInLists: z.boolean(),
  statusOnFailure: z.int().min(200).max(599),
  errorsAs: z.enum(['list', 'map']),
  duplicateEmail: z.enum(['refused', 'accepted']),
  duplicateEmailText: z.string().min(1),
  sentences: z.record(z.string().min(1), z.string()),
  emptyLists: z.enum(['rows', 'refused']),
  requiredClientFields: z.array(z.string().min(1)),
  negativeLines: z.boolean(),
  euInvoicing: z.boolean(),
  autologinMode: z.enum(['md5', 'hmac_sha256']),
  autologinHmacMessage: z.string().min(1),
  autologinsPerMinute: z.int().min(0).max(100_000),
  webhookUrl: z.string().min(1).nullable(),
  webhookBody: z.enum(['json', 'form']),
  webhookAttempts: z.int().min(1).max(5),
});

export type HostbillSwitchValues = z.output<typeof schema>;
export type HostbillSwitches = Switches<HostbillSwitchValues>;

const DEFAULTS: HostbillSwitchValues = {
  ...COMMON_DEFAULTS,
  pageSize: 25,
  perPageHonoured: false,
  emailFilter: 'ignored',
  metadataInDetails: false,
  draftsInLists: true,
  statusOnFailure: 200,
  errorsAs: 'list',
  duplicateEmail: 'refused',
  duplicateEmailText: 'Client with this email address is already registered',
  sentences: {},
  emptyLists: 'rows',
  requiredClientFields: [],
  negativeLines: true,
  euInvoicing: false,
  autologinMode: 'md5',
  autologinHmacMessage: '{email}{duration}',
  autologinsPerMinute: 60,
  webhookUrl: null,
  webhookBody: 'json',
  webhookAttempts: 1,
};

const HELP: Record<keyof HostbillSwitchValues, string> = {
  ...COMMON_HELP,
  pageSize: 'rows of a page of a list.',
  perPageHonoured: 'whether perpage changes it.',
  emailFilter: 'what getClients makes of filter[email].',
  metadataInDetails: 'whether getInvoiceDetails shows metadata.',
  draftsInLists: 'whether getInvoices list=all and getClientInvoices show drafts.',
  statusOnFailure: 'the HTTP status of an answer with success:false.',
  errorsAs: 'error is a list or a map of texts.',
  duplicateEmail: 'what addClient makes of an e-mail that is taken.',
  duplicateEmailText: 'what it says then.',
  sentences: 'other words for its refusals: each sentence of its own that has another.',
  emptyLists: 'a list without rows is a list ("rows"), or a refusal that says so.',
  requiredClientFields:
    'further registration fields that addClient demands, for example ["country"].',
  negativeLines: 'false: a line with a negative price is refused.',
  euInvoicing: 'true: a paid invoice gets a second number, paid_id.',
  autologinMode: 'how the hash of the Client Auto Login plugin is made.',
  autologinHmacMessage:
    'what it is made over with hmac_sha256: a guess, {email} and {duration} are filled in.',
  autologinsPerMinute: 'the limit of the plugin.',
  webhookUrl:
    'where the WebHooks plugin sends; a path is resolved against the request that caused it.',
  webhookBody: 'its content type.',
  webhookAttempts: 'how often a webhook is tried that nobody accepted.',
};

export function createHostbillSwitches(
  initial: Partial<HostbillSwitchValues> = {},
): HostbillSwitches {
  return createSwitches(schema, { ...DEFAULTS, ...initial }, HELP);
}
