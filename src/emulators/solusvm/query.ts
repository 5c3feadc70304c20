/** What a call's address asks for, read the way PHP reads it. */
import type { Context } from 'hono';

/** Of a name given twice the last one counts. */
export function queryOf(c: Context, name: string): string | undefined {
  return c.req.queries(name)?.at(-1);
}

export function filterOf(c: Context, name: string): string | undefined {
  return queryOf(c, `filter[${name}]`);
}

/** A positive whole number in plain digits; PHP's integer filter takes neither "1e2" nor "0x10". */
export function positiveQuery(c: Context, name: string): number | null {
  const text = queryOf(c, name)?.trim() ?? '';
  const number = /^\+?\d+$/.test(text) ? Number(text) : 0;
  return Number.isSafeInteger(number) && number > 0 ? number : null;
}
