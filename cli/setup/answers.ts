// All that set-up has to know, by the names that the settings have (docs/settings.md). A file of answers holds the same,
// and no secret: those come from the environment, by their names.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { isSecretSetting } from '#core/doctor/secret-settings.ts';
import { TERMS_KINDS } from '#core/enrolment/terms.ts';
import { parseOutsideJson } from '#core/parse-outside-json.ts';
import { CommandFault } from '../output/command-fault.ts';
import { EXIT } from '../output/exit.ts';

const terms = z
  .strictObject({
    version: z.string().regex(/^[A-Za-z0-9._-]{1,40}$/),
    file: z.string().min(1).optional(),
    url: z.url({ protocol: /^https?$/ }).optional(),
  })
  .refine(({ file, url }) => (file === undefined) !== (url === undefined), {
    message: 'needs either file or url',
  });
const price = z.string().regex(/^(?:0|[1-9]\d{0,11})(?:\.\d{1,12})?$/, 'must be like 0.0125');

const answers = z.strictObject({
  /** Whose key signs; its file is NAME.key.json in the current folder. */
  operator: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/),
  /** Settings for [vars] of wrangler.toml; ADMIN_JWKS and BILLING_CURRENCIES are made of the rest. */
  vars: z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string()),
  /** Money per token by currency; the first is the default of clients. */
  prices: z
    .record(z.string().regex(/^[A-Z]{3}$/), price)
    .refine((of) => Object.keys(of).length > 0, { message: 'needs a currency' }),
  terms: z.partialRecord(z.enum(TERMS_KINDS), terms),
  /** Whether the panel is to show prices in money, asked here. */
  pricesInPanel: z.boolean(),
});

export type Answers = z.infer<typeof answers>;
export type TermsAnswer = z.infer<typeof terms>;

/** Needed whatever else is chosen. */
const ALWAYS = [
  'ORIGIN',
  'PROVIDER_NAME',
  'PROVIDER_ADDRESS',
  'SUPPORT_EMAIL',
  'BILLING_TIME_ZONE',
  'BILLING_SYSTEM',
  'PANEL_API_URL',
  'PANEL_SIGN_ON_URL',
  'PANEL_ROLE_ID',
  'MAIL_FROM',
  'MAIL_TRANSPORT',
] as const;

interface Needs {
  readonly vars: readonly string[];
  readonly secrets: readonly string[];
}

/** What each billing system needs in [vars], and in secrets. A map, because the name comes out of a file: `__proto__` is none. */
export const BILLING_NEEDS: ReadonlyMap<string, Needs> = new Map([
  ['builtin', { vars: [], secrets: [] }],
  [
    'whmcs',
    { vars: ['WHMCS_URL'], secrets: ['WHMCS_IDENTIFIER', 'WHMCS_SECRET', 'WHMCS_ACCESS_KEY'] },
  ],
  ['blesta', { vars: ['BLESTA_URL', 'BLESTA_API_USER'], secrets: ['BLESTA_API_KEY'] }],
  ['hostbill', { vars: ['HOSTBILL_URL', 'HOSTBILL_API_ID'], secrets: ['HOSTBILL_API_KEY'] }],
  [
    'ubersmith',
    {
      vars: ['UBERSMITH_URL', 'UBERSMITH_API_USER', 'UBERSMITH_CURRENCY'],
      secrets: ['UBERSMITH_API_TOKEN'],
    },
  ],
]);

export async function readAnswers(path: string): Promise<Answers> {
  let json: unknown;
  try {
    json = parseOutsideJson(await readFile(path, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new CommandFault(`${path} ${why}.`, undefined, { code: 'answers_malformed' });
  }
  const parsed = answers.safeParse(json);
  if (!parsed.success) throw incomplete(path, z.prettifyError(parsed.error).split('\n'));
  const faults = faultsIn(parsed.data);
  if (faults.length > 0) throw incomplete(path, faults);
  return parsed.data;
}

/** Sentences about what is missing or may not stand there; nothing is guessed in its place. */
function faultsIn({ vars, terms: given }: Answers): readonly string[] {
  const needed: string[] = [...ALWAYS];
  const needs = BILLING_NEEDS.get(vars.BILLING_SYSTEM ?? '');
  if (vars.MAIL_TRANSPORT === 'smtp') needed.push('SMTP_HOST');
  if (needs) needed.push(...needs.vars);
  return [
    ...needed.filter((name) => !vars[name]).map((name) => `vars.${name} is missing`),
    ...(vars.BILLING_SYSTEM && !needs ? ['vars.BILLING_SYSTEM is none that is known'] : []),
    ...Object.keys(vars)
      .filter(isSecretSetting)
      .map((name) => `vars.${name} is a secret: put it into the environment`),
    ...['ADMIN_JWKS', 'BILLING_CURRENCIES']
      .filter((name) => name in vars)
      .map((name) => `vars.${name} is made of the other answers`),
    ...TERMS_KINDS.filter((kind) => !given[kind]).map((kind) => `terms.${kind} is missing`),
    ...(vars.ORIGIN && !isOrigin(vars.ORIGIN)
      ? ['vars.ORIGIN must be like https://billing.example.net']
      : []),
  ];
}

export function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

function incomplete(path: string, faults: readonly string[]): CommandFault {
  return new CommandFault(`${path} is not complete:\n  ${faults.join('\n  ')}`, undefined, {
    code: 'answers_incomplete',
    exitCode: EXIT.usage,
  });
}
