import type { z } from 'zod';
import { err, ok, type Result } from '#core/result.ts';
import type { BillingFailure } from '#ports/billing-system.ts';
import { rowsOf } from '../wire/php-values.ts';
import type { BlestaApi } from './api.ts';

/** A list longer than this is a loop. */
const PAGES_MAX = 200;

interface List<S extends z.ZodType> {
  readonly method: string;
  readonly fields: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly row: S;
}

/**
 * All rows of a list. Neither the size of a page nor their number is told, so the end is a page that is empty or has
 * nothing new: also a server that does not know `page` ends there.
 */
export async function readPages<S extends z.ZodType<{ readonly id: string }>>(
  api: BlestaApi,
  list: List<S>,
): Promise<Result<readonly z.output<S>[], BillingFailure>> {
  const rows = new Map<string, z.output<S>>();
  for (let page = 1; page <= PAGES_MAX; page++) {
    const answer = await readPage(api, list, page);
    if (!answer.ok) return answer;
    const before = rows.size;
    for (const found of answer.value) rows.set(found.id, found);
    if (rows.size === before) return ok([...rows.values()]);
  }
  const detail = `${list.method}: more than ${PAGES_MAX} pages`;
  return err(api.failure('read', 'billing_answer_malformed', detail));
}

export async function readPage<S extends z.ZodType>(
  api: BlestaApi,
  { method, fields, row }: List<S>,
  page: number,
): Promise<Result<readonly z.output<S>[], BillingFailure>> {
  const answer = await api.get(method, { ...fields, page });
  if (!answer.ok) return answer;
  const parsed = rowsOf(row).safeParse(answer.value);
  if (parsed.success) return ok(parsed.data);
  return err(api.failure('read', 'billing_answer_malformed', `${method}: rows we cannot read`));
}
