import { err, ok, type Result } from '#core/result.ts';
import type { PanelClient } from './panel-client.ts';
import { type PanelFault, panelFault } from './panel-fault.ts';

/** A list longer than this is a loop. */
const PAGES_MAX = 200;

/**
 * All rows of a paginated list. Ends at `meta.current_page >= meta.last_page`, as the vendor's own SDK does
 * (docs/panel.md). A list without `meta`, or one that repeats a page or misses rows, is refused:
 * half a list must never pass for the whole.
 */
export async function readPages(
  get: PanelClient['get'],
  path: string,
): Promise<Result<readonly unknown[], PanelFault>> {
  const rows: unknown[] = [];
  const separator = path.includes('?') ? '&' : '?';
  for (let page = 1; page <= PAGES_MAX; page++) {
    const answer = await get(`${path}${separator}page=${page}`);
    if (!answer.ok) return answer;
    const list = readList(answer.value);
    if (!list) return malformed('a list without data or meta');
    if (list.page !== page) return malformed(`page ${list.page} instead of page ${page}`);
    for (const row of list.rows) rows.push(row);
    if (page < list.lastPage) continue;
    if (list.total === undefined || list.total === rows.length) return ok(rows);
    return malformed(`${rows.length} rows instead of ${list.total}`);
  }
  return malformed(`more than ${PAGES_MAX} pages`);
}

/** One page of a list. */
export interface List {
  readonly rows: readonly unknown[];
  readonly page: number;
  readonly lastPage: number;
  readonly total: number | undefined;
}

/** By hand, because a run reads one list a client. */
export function readList(answer: unknown): List | undefined {
  const { data, meta } = asRecord(answer);
  const { current_page: page, last_page: lastPage, total } = asRecord(meta);
  if (!Array.isArray(data)) return undefined;
  if (!Number.isSafeInteger(page) || !Number.isSafeInteger(lastPage)) return undefined;
  return {
    rows: data,
    page: page as number, // checked in the line above
    lastPage: lastPage as number, // checked in the line above
    total: typeof total === 'number' ? total : undefined,
  };
}

/** Every object may be read by name; anything else reads as an empty one. */
function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function malformed(what: string): Result<never, PanelFault> {
  return err(panelFault('GET', 'panel_answer_malformed', what, { status: 200 }));
}
