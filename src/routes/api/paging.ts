import { z } from '@hono/zod-openapi';
import { decodeCursor, encodeCursor } from '#core/api/cursor.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { ApiContext } from './api-env.ts';
import type { ApiProblem } from './api-problem.ts';
import { invalid } from './new-resource.ts';

const MAX_LIMIT = 200;
const DEFAULT_LIMIT = 50;

/** For routes without parameters: one that does nothing is refused, before somebody relies on it. */
export const noQuery = z.strictObject({});

/** The two parameters of every list. */
export const pageQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_LIMIT)
    .default(DEFAULT_LIMIT)
    .openapi({
      ...{ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT },
      description: 'At most so many; fewer where they are large.',
    }),
  cursor: z.string().min(1).max(400).optional().openapi({
    description: 'The `next` of the page before, as it was; with the same other parameters.',
  }),
};

/** Where the page begins: the parts of the cursor, undefined for the first page, or the refusal of one that is not ours. */
export function positionOf(
  c: ApiContext,
  list: string,
  cursor: string | undefined,
  checks: readonly ((part: string) => boolean)[],
): Result<readonly string[] | undefined, ApiProblem> {
  if (cursor === undefined) return ok(undefined);
  const parts = decodeCursor(list, cursor, checks);
  if (parts) return ok(parts);
  return err(invalid(c, [{ in: 'query', name: 'cursor', detail: 'is not of this list' }]));
}

/** Rows of a page, and whether there are more behind it. */
export interface Found<Row> {
  readonly rows: readonly Row[];
  readonly more: boolean;
}

/** The page among rows of which one more was read than it may have. */
export function firstOf<Row>(rows: readonly Row[], limit: number): Found<Row> {
  return { rows: rows.slice(0, limit), more: rows.length > limit };
}

/** The page as it is answered; `toParts` says where it ends, as `positionOf` reads it again. */
export function pageOfFound<Row, Json>(
  list: string,
  { rows, more }: Found<Row>,
  toJson: (row: Row) => Json,
  toParts: (row: Row) => readonly string[],
): { readonly data: readonly Json[]; readonly next: string | null } {
  const last = rows.at(-1);
  return {
    data: rows.map(toJson),
    next: more && last ? encodeCursor(list, ...toParts(last)) : null,
  };
}
