import { decideImport, type ImportRefusal } from '#core/moving/import-state.ts';
import { ok, type Result } from '#core/result.ts';
import type { ImportId } from '#ports/moving-changes.ts';
import type { Ports } from '#ports/ports.ts';

/** Starts the execution of exactly the dry run with this manifest, or says why not. */
export async function approveImport(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  id: ImportId,
  manifest: string,
  actor: string,
): Promise<Result<null, ImportRefusal>> {
  const atMs = clock.nowMs();
  const decided = decideImport(await store.moving.import(id), manifest, atMs);
  if (!decided.ok) return decided;
  if (decided.value === 'already_started') return ok(null);
  const approved = await store.commit([
    { type: 'import_approved', id },
    {
      type: 'audit',
      event: { atMs, actor, action: 'import_approved', subjectId: id, detail: { manifest } },
    },
  ]);
  if (approved.ok) return ok(null);
  // Another approval came first, or another dry run did: the import as it is now says which.
  const decidedNow = decideImport(await store.moving.import(id), manifest, atMs);
  return decidedNow.ok ? ok(null) : decidedNow;
}
