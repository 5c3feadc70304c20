// One client's part of a plan, opened for reading: what the frozen content says, in words and figures. The content
// itself stays the truth; nothing here is hashed or executed.
import type { ClientId } from '#core/ids.ts';
import type { DocumentKind } from '#core/invoicing/correct.ts';
import { MAKES_DOCUMENT } from '#core/invoicing/manifest.ts';
import {
  isReleasable,
  type ParkReason,
  type ParkText,
  parkText,
  rowsConcerned,
} from '#core/invoicing/park-reason.ts';
import type { Outcome } from '#core/invoicing/plan-item.ts';
import type { Line } from '#core/invoicing/rate.ts';
import type { CurrencyCode } from '#core/money.ts';

/** An item as it is stored. */
export interface StoredItem {
  readonly clientId: ClientId;
  readonly email: string;
  readonly outcome: Outcome;
  readonly currency: CurrencyCode;
  readonly totalMinor: number;
  readonly content: string;
  readonly hash: string;
}

export interface PlanEntry extends Omit<StoredItem, 'content'> {
  /** What is made when the run is executed; null where nothing is. */
  readonly document: DocumentKind | null;
  readonly parked: ParkedEntry | null;
  /** Decimal text; empty without a document. */
  readonly tokenPrice: string;
  readonly lines: readonly Line[];
}

export interface ParkedEntry extends ParkText {
  readonly detail: ParkReason;
  readonly rows: readonly string[];
  /** Whether an operator may overrule it. */
  readonly releasable: boolean;
}

/** An item as an operator reads it. `content` must be what `plan-item.ts` wrote. */
export function planEntry({ content, ...stored }: StoredItem): PlanEntry {
  const { outcome } = stored;
  // Written by plan-item.ts; a park reason is there where the outcome says so.
  const { tokenPrice = '', lines = [] } = JSON.parse(content) as {
    readonly tokenPrice?: string;
    readonly lines?: readonly Line[];
  };
  return {
    ...stored,
    document: MAKES_DOCUMENT[outcome] ? (outcome as DocumentKind) : null, // the table says which outcomes are kinds
    parked: outcome === 'parked' ? parkedEntry(content) : null,
    tokenPrice,
    lines,
  };
}

/** Why the client of a parked item is held back. */
export function parkedEntry(content: string): ParkedEntry {
  const { parked: detail } = JSON.parse(content) as { readonly parked: ParkReason }; // written by plan-item.ts
  const releasable = isReleasable(detail.reason);
  return { detail, ...parkText(detail), rows: rowsConcerned(detail), releasable };
}
