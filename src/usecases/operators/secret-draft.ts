// A form that makes a secret brings the secret along, sealed: sent twice, by a double click or by loading the answer
// again, it makes one, and shows the same one. Otherwise the first would be in force, and known to nobody.
import { OPERATOR_SESSION_MS } from '#core/operators/session.ts';
import type { Ports } from '#ports/ports.ts';
import { openNote, sealNote } from '#usecases/sealed-note.ts';

interface SealedDraft<D> {
  readonly kid: string;
  /** What it may become: one page's draft is not another's. */
  readonly path: string;
  readonly draft: D;
}

/** For the form on the page at `path`, sent by this operator. */
export interface DraftPlace {
  readonly kid: string;
  readonly path: string;
}

export function sealDraft<D>(
  ports: Pick<Ports, 'secrets' | 'clock'>,
  { kid, path }: DraftPlace,
  draft: D,
): Promise<string> {
  const content: SealedDraft<D> = { kid, path, draft };
  return sealNote(ports, 'secret_draft', content, OPERATOR_SESSION_MS);
}

/** Undefined for what is of another page or operator, or as old as a session gets. */
export async function openDraft<D>(
  ports: Pick<Ports, 'secrets' | 'clock'>,
  { kid, path }: DraftPlace,
  sealed: string,
): Promise<D | undefined> {
  const note = await openNote<SealedDraft<D>>(ports, 'secret_draft', sealed);
  return note?.kid === kid && note.path === path ? note.draft : undefined;
}
