import type { PanelUser } from '#core/enrolment/match-panel-user.ts';
import type { ClientId, RunId } from '#core/ids.ts';
import type { BilledFrom } from '#core/moving/billed-by-us.ts';
import type { ShadowItem, ShadowVerdict } from '#core/moving/compare-months.ts';
import type { CutOverFacts } from '#core/moving/cut-over.ts';
import type { ImportState } from '#core/moving/import-state.ts';
import type { HereAlready, ImportOutcome, LeftAlone } from '#core/moving/match-import.ts';
import type { ImportId, ShadowRow } from '#ports/moving-changes.ts';

export interface MovingReads {
  import(id: ImportId): Promise<StoredImport | undefined>;
  /** Panel users after the cursor, with who of the clients here stands in the way of each. */
  toMatch(
    id: ImportId,
    system: string,
    after: number,
    limit: number,
  ): Promise<readonly ImportCandidate[]>;
  importHashes(id: ImportId, after: number, limit: number): Promise<readonly ImportHash[]>;
  /** Those that the plan imports, after the cursor; their content is the plan's. */
  toImport(id: ImportId, after: number, limit: number): Promise<readonly ImportHash[]>;
  importCounts(id: ImportId): Promise<readonly ImportCount[]>;
  /** Panel users in order of id, at most `limit` after the cursor. */
  importItems(id: ImportId, after: number, limit: number): Promise<readonly ImportItem[]>;
  /** Imported clients who were never invited. */
  toInvite(limit: number): Promise<readonly Invitee[]>;
  countToInvite(): Promise<number>;

  /** Imported clients in order of id. */
  clients(after: string, limit: number): Promise<readonly MovedClient[]>;
  /** By client; nothing about whoever was not imported. `shadowRun`: whose verdict is wanted; empty for none. */
  cutOverFacts(
    clientIds: readonly ClientId[],
    shadowRun: RunId | '',
  ): Promise<ReadonlyMap<ClientId, CutOverFacts>>;

  /** Items of a shadow run that were not compared yet, with who the client is over there. */
  toCompare(runId: RunId, system: string, limit: number): Promise<readonly ToCompare[]>;
  /** In order of client; of one verdict, if given. */
  shadowRows(
    runId: RunId,
    after: string,
    limit: number,
    verdict?: ShadowVerdict,
  ): Promise<readonly StoredShadowRow[]>;
  shadowSums(runId: RunId): Promise<readonly ShadowSum[]>;
}

export interface StoredImport {
  readonly id: ImportId;
  readonly state: ImportState;
  readonly system: string;
  readonly requestedBy: string;
  /** Page of the panel's list that is read next, and how many there were at the last look. */
  readonly nextPage: number;
  readonly lastPage: number;
  /** The last panel user that was matched, or executed. */
  readonly cursor: number;
  readonly manifest: string;
  readonly createdAtMs: number;
  readonly plannedAtMs: number;
  readonly executedAtMs: number;
}

export interface ImportCandidate {
  readonly user: PanelUser;
  readonly sameId: number;
  readonly here: HereAlready;
}

export interface ImportHash {
  readonly panelUserId: number;
  readonly content: string;
  readonly hash: string;
}

export interface ImportCount {
  /** Empty before the panel user was matched. */
  readonly outcome: ImportOutcome | '';
  readonly reason: LeftAlone | '';
  readonly count: number;
  /** Of these, clients that the execution has made. */
  readonly imported: number;
}

export interface ImportItem {
  readonly panelUserId: number;
  readonly email: string;
  readonly billingUserId: number | null;
  readonly outcome: ImportOutcome | '';
  readonly reason: LeftAlone | '';
  /** Made by this import, or here before it; empty otherwise. */
  readonly clientId: ClientId | '';
}

export interface Invitee {
  readonly id: ClientId;
  readonly email: string;
  readonly name: string;
}

export interface MovedClient {
  readonly clientId: ClientId;
  readonly email: string;
  readonly state: string;
  readonly system: string;
  readonly billingUserId: number;
  readonly billedFrom: BilledFrom;
  readonly importedAtMs: number;
  /** 0: never. */
  readonly invitedAtMs: number;
  readonly termsAccepted: boolean;
}

export interface ToCompare {
  readonly clientId: ClientId;
  /** Their id; empty where the link was taken away. */
  readonly billingClientId: string;
  readonly item: ShadowItem;
}

export interface StoredShadowRow extends ShadowRow {
  readonly email: string;
}

/** Per verdict and currency. */
export interface ShadowSum {
  readonly verdict: ShadowVerdict;
  readonly currency: string;
  readonly clients: number;
  readonly hereMinor: number;
  readonly thereMinor: number;
}
