// One bounded step of an import, from what is stored: a crash or a lost answer anywhere costs at most that step.
import { err, ok, type Result } from '#core/result.ts';
import type { ImportId } from '#ports/moving-changes.ts';
import type { StoredImport } from '#ports/moving-reads.ts';
import type { OldBilling } from '#ports/old-billing.ts';
import type { Ports } from '#ports/ports.ts';
import type { AskPorts } from '#usecases/moving/ask-old-billing.ts';
import { executeImport } from '#usecases/moving/execute-import.ts';
import { listPanelUsers } from '#usecases/moving/list-panel-users.ts';
import { matchPanelUsers } from '#usecases/moving/match-panel-users.ts';
import type { MovingFailure } from '#usecases/moving/moving-failure.ts';

export type ImportPorts = AskPorts & Pick<Ports, 'panel' | 'oldBilling'>;

/** What a step works with: the import as it was read, and whom it asks. */
export interface ImportStep {
  readonly ports: ImportPorts;
  readonly old: OldBilling;
  readonly stored: StoredImport;
  readonly actor: string;
}

/** Answers the import as it is after the step. A planned one waits for its approval, an executed one is done. */
export async function advanceImport(
  ports: ImportPorts,
  id: ImportId,
  actor: string,
): Promise<Result<StoredImport, MovingFailure>> {
  const { store, oldBilling: old } = ports;
  const stored = await store.moving.import(id);
  if (!stored) return err({ reason: 'import_unknown' });
  if (old?.system !== stored.system) return err({ reason: 'nobody_to_import_from' });
  const stepped = await step({ ports, old, stored, actor });
  if (!stepped.ok) return stepped;
  const after = await store.moving.import(id);
  return after ? ok(after) : err({ reason: 'import_unknown' });
}

function step(one: ImportStep): Promise<Result<null, MovingFailure>> {
  switch (one.stored.state) {
    case 'listing':
      return listPanelUsers(one);
    case 'matching':
      return matchPanelUsers(one);
    case 'executing':
      return executeImport(one);
    case 'superseded':
      return Promise.resolve(err({ reason: 'import_superseded' }));
    case 'planned':
    case 'executed':
      return Promise.resolve(ok(null));
  }
}
