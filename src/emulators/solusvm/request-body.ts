/** Reads a vendor call's JSON body and answers the vendor's way when it is not acceptable. */
import type { Context } from 'hono';
import type { z } from 'zod';
import { type FieldErrors, invalid, refused } from './envelopes.ts';

export type Body<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly response: Response };

export async function readBody<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<Body<z.output<Schema>>> {
  const text = isJson(c) ? await c.req.text() : '';
  let json: unknown;
  try {
    json = text === '' ? {} : JSON.parse(text);
  } catch {
    return { ok: false, response: refused(c, 400, 'The request body is not valid JSON.') };
  }
  return validate(c, schema, json);
}

/** Laravel decodes a body only when its label says JSON; any other is as good as none. */
function isJson(c: Context): boolean {
  return /[/+]json/i.test(c.req.header('content-type') ?? '');
}

export function validate<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
  value: unknown,
): Body<z.output<Schema>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors: FieldErrors = {};
  for (const issue of parsed.error.issues) {
    const field = issue.path.join('.') || 'body';
    errors[field] = [...(errors[field] ?? []), issue.message];
  }
  return { ok: false, response: invalid(c, errors) };
}
