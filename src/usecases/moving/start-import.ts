import { err, ok, type Result } from '#core/result.ts';
import type { ImportId } from '#ports/moving-changes.ts';
import type { Ports } from '#ports/ports.ts';
import type { MovingFailure } from '#usecases/moving/moving-failure.ts';
import { newId } from '#usecases/tokens.ts';

/** Begins a dry run over the panel's users. Earlier ones that nobody executed can be executed no more. */
export async function startImport(
  ports: Pick<Ports, 'store' | 'clock' | 'random' | 'oldBilling'>,
  actor: string,
): Promise<Result<ImportId, MovingFailure>> {
  const { store, clock, oldBilling } = ports;
  if (!oldBilling) return err({ reason: 'nobody_to_import_from' });
  const id = newId(ports, 'import');
  const atMs = clock.nowMs();
  const { system } = oldBilling;
  await store.commit([
    { type: 'import_started', id, system, requestedBy: actor, atMs },
    {
      type: 'audit',
      event: { atMs, actor, action: 'import_started', subjectId: id, detail: { system } },
    },
  ]);
  return ok(id);
}
