// The states of an import and the only moves between them.

const IMPORT_MOVES = {
  /** The panel's users are read, page by page. */
  listing: ['matching', 'superseded'],
  /** Each is looked up in the billing system. */
  matching: ['planned', 'superseded'],
  planned: ['executing', 'superseded'],
  executing: ['executed'],
  executed: [],
  /** A newer dry run took its place. */
  superseded: [],
} as const satisfies Record<string, readonly string[]>;

export type ImportState = keyof typeof IMPORT_MOVES;

/** People change over there: what was seen a day ago is looked at again. */
export const IMPORT_VALID_MS = 24 * 3_600_000;

export type ImportRefusal =
  | { readonly reason: 'import_unknown' }
  | { readonly reason: 'import_not_planned' }
  | { readonly reason: 'import_superseded' }
  | { readonly reason: 'import_expired'; readonly plannedAtMs: number }
  | { readonly reason: 'manifest_differs' };

export type ImportDecision = 'start' | 'already_started';

/** Whether exactly the dry run with this manifest may be executed now. Approving twice starts it once. */
export function decideImport(
  found:
    | { readonly state: ImportState; readonly manifest: string; readonly plannedAtMs: number }
    | undefined,
  manifest: string,
  nowMs: number,
):
  | { readonly ok: true; readonly value: ImportDecision }
  | { readonly ok: false; readonly error: ImportRefusal } {
  if (!found) return refuse({ reason: 'import_unknown' });
  const { state, plannedAtMs } = found;
  if (state === 'superseded') return refuse({ reason: 'import_superseded' });
  if (state === 'listing' || state === 'matching') return refuse({ reason: 'import_not_planned' });
  if (found.manifest !== manifest) return refuse({ reason: 'manifest_differs' });
  if (state !== 'planned') return { ok: true, value: 'already_started' };
  if (nowMs - plannedAtMs > IMPORT_VALID_MS)
    return refuse({ reason: 'import_expired', plannedAtMs });
  return { ok: true, value: 'start' };
}

function refuse(error: ImportRefusal) {
  return { ok: false, error } as const;
}
