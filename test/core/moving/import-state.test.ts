import { describe, expect, it } from 'vitest';
import { decideImport, IMPORT_VALID_MS, type ImportState } from '#core/moving/import-state.ts';

const MANIFEST = 'a'.repeat(64);
const found = (state: ImportState) => ({ state, manifest: MANIFEST, plannedAtMs: 1_000 });

describe('decideImport', () => {
  it('starts a dry run of today, once', () => {
    expect(decideImport(found('planned'), MANIFEST, 1_000 + IMPORT_VALID_MS)).toEqual({
      ok: true,
      value: 'start',
    });
    for (const state of ['executing', 'executed'] as const) {
      expect(decideImport(found(state), MANIFEST, 2 * IMPORT_VALID_MS)).toEqual({
        ok: true,
        value: 'already_started',
      });
    }
  });

  it.each([
    ['import_unknown', undefined, MANIFEST, 1_000],
    ['import_not_planned', found('listing'), '', 1_000],
    ['import_not_planned', found('matching'), '', 1_000],
    ['import_superseded', found('superseded'), MANIFEST, 1_000],
    ['manifest_differs', found('planned'), 'b'.repeat(64), 1_000],
    ['manifest_differs', found('executing'), 'b'.repeat(64), 1_000],
    ['import_expired', found('planned'), MANIFEST, 1_001 + IMPORT_VALID_MS],
  ] as const)('refuses: %s', (reason, one, manifest, nowMs) => {
    expect(decideImport(one, manifest, nowMs)).toMatchObject({ ok: false, error: { reason } });
  });
});
