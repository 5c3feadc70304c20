/** The vendor's answers: one thing, a page of things, and refusals in Laravel's shape. */
import type { Context } from 'hono';
import type { Panel } from './panel.ts';
import { positiveQuery } from './query.ts';

const PER_PAGE_LIMIT = 100;

/** Times as the vendor writes them: RFC 3339 with six decimals. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z');
}

export function one(c: Context, data: unknown, status: 200 | 201 = 200): Response {
  return c.json({ data }, status);
}

export function noContent(c: Context): Response {
  return c.body(null, 204);
}

export function page<Row>(
  c: Context,
  panel: Panel,
  rows: readonly Row[],
  resource: (row: Row) => unknown,
): Response {
  const { defaultPerPage, honourPerPage } = panel.tables.options;
  const asked = positiveQuery(c, 'per_page');
  const perPage =
    honourPerPage && asked !== null ? Math.min(asked, PER_PAGE_LIMIT) : defaultPerPage;
  const current = positiveQuery(c, 'page') ?? 1;
  const last = Math.max(1, Math.ceil(rows.length / perPage));
  const start = (current - 1) * perPage;
  const shown = rows.slice(start, start + perPage);
  const link = (number: number) => {
    const url = new URL(c.req.url);
    url.searchParams.set('page', String(number));
    return url.toString();
  };
  return c.json({
    data: shown.map(resource),
    links: {
      first: link(1),
      last: link(last),
      prev: current > 1 ? link(current - 1) : null,
      next: current < last ? link(current + 1) : null,
    },
    meta: {
      current_page: current,
      from: shown.length === 0 ? null : start + 1,
      last_page: last,
      path: c.req.url.split('?')[0],
      per_page: perPage,
      to: shown.length === 0 ? null : start + shown.length,
      total: rows.length,
    },
  });
}

export type FieldErrors = Record<string, string[]>;

export function invalid(c: Context, errors: FieldErrors): Response {
  return c.json({ message: 'The given data was invalid.', errors }, 422);
}

export function notFound(c: Context): Response {
  return c.json({ message: 'Not Found.' }, 404);
}

export function refused(
  c: Context,
  status: 400 | 401 | 403 | 409 | 422,
  message: string,
): Response {
  return c.json({ message }, status);
}
