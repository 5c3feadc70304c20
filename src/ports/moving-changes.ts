// Changes while clients come over from the add-on before us. See `changes.ts` for what *guarded* means.
import type { PanelUser } from '#core/enrolment/match-panel-user.ts';
import type { ClientId, Id, RunId } from '#core/ids.ts';
import type { BillingMonth } from '#core/month.ts';
import type { ShadowVerdict } from '#core/moving/compare-months.ts';
import type { ImportedPerson, ImportOutcome, LeftAlone } from '#core/moving/match-import.ts';

export type ImportId = Id<'import'>;

export type MovingChange =
  | ImportChange
  /** Guarded: nobody of them was invited before. */
  | {
      readonly type: 'clients_invited';
      readonly clientIds: readonly ClientId[];
      readonly atMs: number;
    }
  /** Compared once: repeating it keeps what is there. */
  | {
      readonly type: 'shadow_compared';
      readonly runId: RunId;
      readonly rows: readonly ShadowRow[];
      readonly atMs: number;
    }
  /** Guarded: all of them are imported, and none is cut over. */
  | {
      readonly type: 'clients_cut_over';
      readonly clientIds: readonly ClientId[];
      readonly from: BillingMonth;
      readonly actor: string;
      readonly atMs: number;
    }
  /** Guarded: all of them are cut over, and nothing of what was ours is billed. */
  | {
      readonly type: 'clients_cut_back';
      readonly clientIds: readonly ClientId[];
      readonly actor: string;
      readonly atMs: number;
    };

type ImportChange =
  /** Dry runs that nobody executed are superseded; what earlier imports say of each panel user is forgotten. */
  | {
      readonly type: 'import_started';
      readonly id: ImportId;
      readonly system: string;
      readonly requestedBy: string;
      readonly atMs: number;
    }
  /** Guarded: the import lists, at this page; and before it matches, that as many were listed as the panel counts. */
  | {
      readonly type: 'import_listed';
      readonly id: ImportId;
      readonly page: number;
      readonly users: readonly PanelUser[];
      readonly lastPage: number;
      readonly next: 'listing' | 'matching';
      readonly total: number | undefined;
    }
  /** The list changed while it was read: from its beginning. */
  | { readonly type: 'import_relisted'; readonly id: ImportId }
  /** Guarded: the import matches, at this cursor. */
  | {
      readonly type: 'import_matched';
      readonly id: ImportId;
      readonly cursor: number;
      readonly items: readonly MatchedItem[];
      readonly nextCursor: number;
    }
  /** Guarded: the import matches. */
  | {
      readonly type: 'import_planned';
      readonly id: ImportId;
      readonly manifest: string;
      readonly atMs: number;
    }
  /** Guarded: the import is planned. */
  | { readonly type: 'import_approved'; readonly id: ImportId }
  /**
   * Guarded: the import executes, at this cursor. Whoever has become somebody here since the plan is left alone: nobody is
   * made twice, whatever repeats.
   */
  | {
      readonly type: 'clients_imported';
      readonly id: ImportId;
      readonly system: string;
      readonly cursor: number;
      readonly clients: readonly NewImportedClient[];
      readonly leftAlone: readonly { readonly panelUserId: number; readonly reason: LeftAlone }[];
      readonly nextCursor: number;
      readonly actor: string;
      readonly atMs: number;
    }
  /** Guarded: the import executes. */
  | { readonly type: 'import_executed'; readonly id: ImportId; readonly atMs: number };

export interface MatchedItem {
  readonly panelUserId: number;
  readonly outcome: ImportOutcome;
  readonly reason: LeftAlone | '';
  /** Who is here already; empty otherwise. */
  readonly clientId: ClientId | '';
  /** Canonical JSON of what the plan says of this panel user, and its SHA-256. */
  readonly content: string;
  readonly hash: string;
}

export interface NewImportedClient extends ImportedPerson {
  readonly id: ClientId;
}

export interface ShadowRow {
  readonly clientId: ClientId;
  readonly verdict: ShadowVerdict;
  readonly currency: string;
  readonly hereMinor: number;
  readonly thereMinor: number;
  /** JSON of a `ShadowComparison`. */
  readonly content: string;
}
