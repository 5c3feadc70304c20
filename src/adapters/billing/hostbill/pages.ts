import { z } from 'zod';
import { err, ok, type Result } from '#core/result.ts';
import type { BillingFailure } from '#ports/billing-system.ts';
import type { FormFields } from '../wire/form-body.ts';
import { rowsOf } from '../wire/php-values.ts';
import { isMissing } from '../wire/refusal-code.ts';
import { sorterAnswer } from './answers.ts';
import type { HostbillApi } from './api.ts';

interface List<S extends z.ZodType> {
  readonly method: string;
  readonly fields: FormFields;
  /** Under which name the answer holds the rows. */
  readonly name: string;
  readonly row: S;
}

/**
 * All rows of a list; each answer names the page to ask for next. Half of one never passes for the whole: a list
 * beyond `pagesMax`, or one that misses rows, is refused.
 */
export async function readPages<S extends z.ZodType>(
  api: HostbillApi,
  pagesMax: number,
  { method, fields, name, row }: List<S>,
): Promise<Result<readonly z.output<S>[], BillingFailure>> {
  const rowsAnswer = z.object({ [name]: rowsOf(row).optional() });
  const rows: z.output<S>[] = [];
  let next: string | undefined;
  for (let pages = 1; pages <= pagesMax; pages++) {
    const answer = await api.call('read', method, { ...fields, page: next });
    if (!answer.ok) return isMissing(answer.error) && pages === 1 ? ok([]) : answer;
    const found = rowsAnswer.safeParse(answer.value);
    const sorter = sorterAnswer.safeParse(answer.value);
    if (!found.success || !sorter.success) return malformed(api, `${method}: an unreadable list`);
    rows.push(...((found.data[name] as z.output<S>[] | undefined) ?? [])); // zod loses a computed name
    const { totalpages = 1, sorterpage, sorterrecords } = sorter.data.sorter ?? {};
    if (pages >= totalpages) {
      if (sorterrecords === undefined || sorterrecords === rows.length) return ok(rows);
      return malformed(api, `${method}: ${rows.length} rows instead of ${sorterrecords}`);
    }
    if (sorterpage === next) return malformed(api, `${method}: the same page again`);
    next = sorterpage;
  }
  const detail = `${method}: more than ${pagesMax} pages; raise HOSTBILL_PAGES_MAX`;
  return err(api.failure('read', 'billing_unsupported', detail));
}

function malformed(api: HostbillApi, detail: string): Result<never, BillingFailure> {
  return err(api.failure('read', 'billing_answer_malformed', detail));
}
