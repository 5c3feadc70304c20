// Imports, shadow months and cut-overs as the service describes them, stepped until they are done.
import type { AdminClient } from './client.ts';
import { ProblemFault } from './problem.ts';

export interface ImportJson {
  readonly importId: string;
  readonly state: string;
  readonly system: string;
  readonly manifest: string;
  readonly pages: { readonly read: number; readonly of: number };
  readonly counts: readonly ImportCountJson[];
  /** Imported clients who were never mailed. */
  readonly toInvite: number;
}

export interface ImportCountJson {
  readonly outcome: string;
  readonly reason: string | null;
  readonly why: string | null;
  readonly count: number;
  readonly imported: number;
}

export interface ImportItemJson {
  readonly panelUserId: number;
  readonly email: string;
  readonly billingUserId: number | null;
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly why: string | null;
  readonly clientId: string | null;
}

export interface ShadowJson {
  readonly runId: string;
  readonly month: string;
  readonly state: string;
  readonly failure: string | null;
  readonly toleranceMinor: number;
  readonly progress: { readonly clients: number; readonly compared: number };
  readonly sums: readonly {
    readonly verdict: string;
    readonly currency: string;
    readonly clients: number;
    readonly hereMinor: number;
    readonly thereMinor: number;
    readonly differenceMinor: number;
  }[];
}

export interface ShadowClientJson {
  readonly clientId: string;
  readonly clientEmail: string;
  readonly verdict: string;
  readonly parkedFor: string;
  readonly currencyHere: string;
  readonly currencyThere: string;
  readonly hereMinor: number;
  readonly thereMinor: number;
}

export interface MovedClientJson {
  readonly clientId: string;
  readonly clientEmail: string;
  readonly state: string;
  readonly billingUserId: number;
  readonly billedFrom: string | null;
  readonly invitedAt: string | null;
  readonly termsAccepted: boolean;
}

export interface CutOverJson {
  readonly clients: readonly { readonly clientId: string; readonly outcome: string }[];
}

/** Somebody else's step, or a list that changed under our eyes: the next step begins where things stand. */
const GO_ON = ['overtaken', 'panel_list_changed'];
const TRIES = 4;

/** Steps an import until it waits for somebody, or is done. */
export async function stepImport(
  admin: AdminClient,
  first: ImportJson,
  onStep: (one: ImportJson) => void,
): Promise<ImportJson> {
  let one = first;
  let tries = 0;
  while (['listing', 'matching', 'executing'].includes(one.state)) {
    onStep(one);
    try {
      const { importId } = one;
      const { body } = await admin.act<ImportJson>('/admin/imports', 'continue_import', {
        importId,
      });
      one = body;
      tries = 0;
    } catch (error) {
      if (!(error instanceof ProblemFault) || !GO_ON.includes(error.code)) throw error;
      if (++tries === TRIES) throw error;
    }
  }
  return one;
}

/** Every item of an import, page by page. */
export async function* itemsOf(admin: AdminClient, importId: string) {
  let after: number | null = 0;
  while (after !== null) {
    const path: string = `/admin/imports/${importId}/items?after=${after}`;
    const { body } = await admin.read<{ items: ImportItemJson[]; next: number | null }>(path);
    yield* body.items;
    after = body.next;
  }
}

const FIRST_POLL_MS = 50;
const LONGEST_POLL_MS = 1_000;

/** Waits until the shadow is computed, then compares until nobody is left. */
export async function stepShadow(
  admin: AdminClient,
  first: ShadowJson,
  onStep: (one: ShadowJson) => void,
): Promise<ShadowJson> {
  let one = first;
  let pauseMs = FIRST_POLL_MS;
  while (one.state === 'planning') {
    onStep(one);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    pauseMs = Math.min(2 * pauseMs, LONGEST_POLL_MS);
    one = (await admin.read<ShadowJson>(`/admin/shadow-months/${one.runId}`)).body;
  }
  while (one.state === 'planned' && one.progress.compared < one.progress.clients) {
    onStep(one);
    const { runId } = one;
    one = (await admin.act<ShadowJson>('/admin/shadow-months', 'compare_shadow', { runId })).body;
  }
  return one;
}

/** Clients of a shadow month, of one verdict where it is named. */
export async function* shadowClients(admin: AdminClient, runId: string, verdict?: string) {
  const of = verdict === undefined ? '' : `&verdict=${verdict}`;
  let after: string | null = '';
  while (after !== null) {
    const path: string = `/admin/shadow-months/${runId}/clients?after=${after}${of}`;
    const { body } = await admin.read<{ clients: ShadowClientJson[]; next: string | null }>(path);
    yield* body.clients;
    after = body.next;
  }
}

/** Everybody who was imported. */
export async function* movedClients(admin: AdminClient) {
  let after: string | null = '';
  while (after !== null) {
    const path: string = `/admin/cut-overs?after=${after}`;
    const { body } = await admin.read<{ clients: MovedClientJson[]; next: string | null }>(path);
    yield* body.clients;
    after = body.next;
  }
}
