import { err, ok, type Result } from '#core/result.ts';
import type { ImportStep } from '#usecases/moving/advance-import.ts';
import type { MovingFailure } from '#usecases/moving/moving-failure.ts';

/** Pages in one step. A panel may have 15 users a page, whatever it is asked for (docs/panel.md). */
const PAGES_PER_STEP = 10;

/** Reads the next pages of the panel's users. Half a list never passes for the whole: at the end it is counted. */
export async function listPanelUsers({
  ports: { panel, store },
  stored,
}: ImportStep): Promise<Result<null, MovingFailure>> {
  const { id } = stored;
  let page = stored.nextPage;
  for (let pages = 0; pages < PAGES_PER_STEP; pages++, page++) {
    const read = await panel.usersPage(page);
    if (!read.ok) return err({ reason: 'panel_failed', failure: read.error });
    const { users, lastPage, total } = read.value;
    const isLast = page >= lastPage;
    const next = isLast ? 'matching' : 'listing';
    const listed = await store.commit([
      { type: 'import_listed', id, page, users, lastPage, next, total },
    ]);
    if (!listed.ok) return startAgain(page);
    if (isLast) return ok(null);
  }
  return ok(null);

  async function startAgain(at: number): Promise<Result<null, MovingFailure>> {
    const now = await store.moving.import(id);
    if (now?.state !== 'listing' || now.nextPage !== at) return err({ reason: 'overtaken' });
    await store.commit([{ type: 'import_relisted', id }]);
    return err({ reason: 'panel_list_changed' });
  }
}
