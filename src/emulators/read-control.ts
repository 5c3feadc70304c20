/**
 * How the emulators' own (not vendor) endpoints read JSON: strictly, and with an answer that names
 * what is wrong, because the caller is a developer or a test.
 */
import type { Context } from 'hono';
import type { z } from 'zod';

export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

export async function readJson(c: Context): Promise<Reading<unknown>> {
  try {
    return { ok: true, value: JSON.parse(await c.req.text()) };
  } catch {
    return { ok: false, message: 'The body is not valid JSON.' };
  }
}

export function check<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Reading<z.output<Schema>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, message: parsed.error.issues.map(describeIssue).join('; ') };
}

export async function readControl<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<Reading<z.output<Schema>>> {
  const json = await readJson(c);
  return json.ok ? check(schema, json.value) : json;
}

export function badRequest(c: Context, message: string): Response {
  return c.json({ error: 'bad_request', message }, 400);
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const where = issue.path.join('.');
  return where === '' ? issue.message : `${where}: ${issue.message}`;
}
