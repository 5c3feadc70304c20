// What the browser keeps, sealed, while another system is asked who somebody is, and until they are a client.
import type { FlowSecrets, Identity } from '#ports/identity-provider.ts';
import type { Ports } from '#ports/ports.ts';
import { openNote } from '#usecases/sealed-note.ts';

/** Time to sign in over there, with its second factor, and to agree. */
export const IDENTITY_FLOW_VALID_MS = 15 * 60_000;
/** Time to read the terms, or to log in here first. */
export const IDENTITY_VALID_MS = 60 * 60_000;

export interface IdentityFlow extends FlowSecrets {
  readonly untilMs: number;
}

/** Recognised over there, and nobody here yet. */
export interface RecognisedPerson extends Identity {
  /** Whether the address counts as theirs (`core/sign-in/identity-entry.ts`). */
  readonly isProved: boolean;
}

/** Who was recognised in this browser and is nobody here yet; undefined for a note that is not ours, or too old. */
export function recognisedPerson(
  ports: Pick<Ports, 'secrets' | 'clock'>,
  note: string,
): Promise<RecognisedPerson | undefined> {
  return openNote<RecognisedPerson>(ports, 'identity', note);
}
