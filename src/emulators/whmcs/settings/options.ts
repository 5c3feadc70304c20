/**
 * The switches: how this emulator behaves where the vendor's behaviour is unknown or differs between
 * installations, and what its surroundings do to it. `GET /whmcs/control` shows them; README.md says which is what.
 */
import { z } from 'zod';

const actions = z.array(z.string().min(1)).min(1);

const optionFields = {
  /** 8: an issued invoice may be edited. 9: it may not, unless `immutability` is off. */
  version: z.union([z.literal(8), z.literal(9)]),
  immutability: z.boolean(),
  immutableEdit: z.enum(['refuse', 'ignore']),
  immutableMessage: z.string(),

  typing: z.enum(['observed', 'documented', 'strings']),
  emptyLists: z.enum(['documented', 'nested', 'array', 'object', 'text', 'absent']),
  lists: z.enum(['array', 'single-as-object', 'number-keyed']),
  htmlEntities: z.boolean(),
  maxInputVars: z.int().min(1),
  maximumPageSize: z.int().min(1).nullable(),
  invoiceOrder: z.enum(['asc', 'desc']),
  unknownActionStatus: z.union([z.literal(200), z.literal(400)]),
  /** Actions whose file is missing in the installation. */
  missingActions: z.array(z.string()),

  serverOffsetMinutes: z.int().min(-100_000).max(100_000),
  systemUrl: z.url().nullable(),
  optionalProfileFields: z.array(z.string()),
  bannedEmailDomains: z.array(z.string()),

  dueDays: z.int().min(0).max(365),
  taxType: z.enum(['Exclusive', 'Inclusive']),
  taxRounding: z.enum(['subtotal', 'line']),
  lineGaps: z.enum(['kept', 'stop']),
  automaticCreditUse: z.boolean(),
  /** Sequential numbers, given on publication or on payment; none leaves `invoicenum` empty. */
  invoiceNumbers: z.enum(['none', 'on-publication', 'on-payment']),
  statusHooksByApi: z.boolean(),
  transactionFiresInvoicePaid: z.boolean(),
  capturesSucceed: z.boolean(),

  /** A hook of theirs that changes invoices, as a third-party module would. */
  meddlingHook: z
    .strictObject({
      at: z.enum(['creation', 'publication']),
      addLine: z
        .strictObject({ description: z.string(), amount: z.string(), taxed: z.boolean() })
        .optional(),
      appendToLines: z.string().optional(),
      firstAmount: z.string().optional(),
      dropLastLine: z.literal(true).optional(),
      notes: z.string().optional(),
    })
    .nullable(),
  /** What a module prints around the JSON. */
  noise: z
    .strictObject({
      actions: actions.optional(),
      before: z.string().default(''),
      after: z.string().default(''),
    })
    .nullable(),
  /** A success that warns; `undone` means that nothing was done. */
  warning: z
    .strictObject({ actions, text: z.string(), undone: z.boolean().default(false) })
    .nullable(),
  /** So many further listings of invoices are followed by somebody else's invoice for that client. */
  shiftPages: z.int().min(0).max(1000),

  /** The post-pay add-on before us: the text of its lines (`{name} {id} {month} {hours} {tokens}`), their type, the day it bills on. */
  addonLine: z.string().min(1),
  addonLineType: z.string(),
  addonDay: z.int().min(1).max(28),
  addonFault: z.enum(['none', 'twice', 'missing-line', 'wrong-amount', 'extra-line']),

  pkce: z.enum(['ignored', 'verified']),
  emailVerifiedClaim: z.enum(['present', 'missing']),
  wellKnownRewrite: z.boolean(),

  /** Where the hook file would report payments (a path is one of the caller's origin), and how that fails. */
  signal: z
    .strictObject({ url: z.string().regex(/^(?:https?:\/)?\//), secret: z.string().min(1) })
    .nullable(),
  signalFault: z.enum(['none', 'lost', 'doubled', 'out-of-order', 'wrong-signature', 'stale']),
  /** The panel that the hook file shows in the client area. */
  panel: z
    .strictObject({ url: z.string().regex(/^(?:https?:\/)?\//), secret: z.string().min(1) })
    .nullable(),
};

export const optionsSchema = z.strictObject(optionFields).partial();
export type Options = z.output<z.ZodObject<typeof optionFields>>;

export function initialOptions(): Options {
  return {
    version: 8,
    immutability: true,
    immutableEdit: 'refuse',
    immutableMessage: 'This invoice is immutable and cannot be modified',
    typing: 'observed',
    emptyLists: 'documented',
    lists: 'array',
    htmlEntities: false,
    maxInputVars: 1000,
    maximumPageSize: null,
    invoiceOrder: 'desc',
    unknownActionStatus: 200,
    missingActions: [],
    serverOffsetMinutes: 0,
    systemUrl: null,
    optionalProfileFields: [],
    bannedEmailDomains: [],
    dueDays: 14,
    taxType: 'Exclusive',
    taxRounding: 'subtotal',
    lineGaps: 'kept',
    automaticCreditUse: false,
    invoiceNumbers: 'none',
    statusHooksByApi: false,
    transactionFiresInvoicePaid: false,
    capturesSucceed: true,
    meddlingHook: null,
    noise: null,
    warning: null,
    shiftPages: 0,
    addonLine: '{name} (#{id}), {month}: {hours} hours, {tokens} tokens',
    addonLineType: '',
    addonDay: 1,
    addonFault: 'none',
    pkce: 'ignored',
    emailVerifiedClaim: 'present',
    wellKnownRewrite: false,
    signal: null,
    signalFault: 'none',
    panel: null,
  };
}

/** Whether an invoice that has left Draft may no longer be edited. */
export function keepsIssuedInvoices(options: Options): boolean {
  return options.version === 9 && options.immutability;
}

export function versionText(options: Options): { version: string; canonicalversion: string } {
  const version = options.version === 9 ? '9.0.9' : '8.13.1';
  return { version, canonicalversion: `${version}-release.1` };
}
