import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';
import { normalEmail } from '#core/enrolment/email.ts';
import { type Acceptance, TERMS_KINDS } from '#core/enrolment/terms.ts';
import type { AppContext } from './app-env.ts';

export const MAX_TEXT_CHARACTERS = 200;
const MAX_EMAIL_CHARACTERS = 254;
const MAX_TOKEN_CHARACTERS = 100;
const MAX_FIELDS = 80;
const MAX_FIELD_NAME_CHARACTERS = 60;

/** A form as plain text fields: files and repeated fields count as missing, so nothing but text reaches a schema. */
export async function readForm(c: AppContext): Promise<Readonly<Record<string, string>>> {
  const body = await parse(c);
  const texts = Object.entries(body).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}

/** Every value of a field that may be repeated, such as a group of checkboxes. */
export async function readAll(c: AppContext, field: string): Promise<readonly string[]> {
  const values = (await parse(c))[field];
  return [values].flat().filter((value): value is string => typeof value === 'string');
}

/** Repeated fields become lists. A body that is not what its content type says is the sender's fault. */
async function parse(c: AppContext) {
  const body = await c.req.parseBody({ all: true }).catch(() => undefined);
  if (!body || !isOfUse(body)) throw new HTTPException(400);
  return body;
}

/** Our largest form has a box for each kind of event; a name is a word. How long values are the body's bound decides. */
function isOfUse(body: Readonly<Record<string, unknown>>): boolean {
  const values = Object.values(body).flat();
  if (values.length > MAX_FIELDS) return false;
  return Object.keys(body).every((name) => name.length <= MAX_FIELD_NAME_CHARACTERS);
}

export const emailField = z
  .string()
  .max(MAX_EMAIL_CHARACTERS)
  .transform(normalEmail)
  .pipe(z.email({ pattern: z.regexes.html5Email }));

/** The token of a mailed link; anything else is as good as an unknown one. */
export const tokenField = z.string().max(MAX_TOKEN_CHARACTERS).catch('');

/** `kind:version` values of the terms' checkboxes; what is not of that form is not an acceptance. */
export function readAcceptances(values: readonly string[]): readonly Acceptance[] {
  return values.flatMap((value) => {
    const [kind = '', ...version] = value.split(':');
    const known = TERMS_KINDS.find((name) => name === kind);
    return known ? [{ kind: known, version: version.join(':') }] : [];
  });
}

/** Address and agent of the person who acts, for the evidence. */
export function readWitness(c: AppContext): { readonly ip: string; readonly userAgent: string } {
  return {
    ip: c.req.header('cf-connecting-ip') ?? '',
    userAgent: (c.req.header('user-agent') ?? '').slice(0, 500),
  };
}
