import type { Identity } from '#ports/identity-provider.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';
import { sealNote } from '#usecases/sealed-note.ts';

/** Time to fetch the phone and type the code. */
export const CODE_VALID_MS = 10 * 60_000;

/** What is known between password, or another system's word, and code. */
export interface HalfSignedIn {
  readonly email: string;
  /** Digest of the stored hash: a password changed meanwhile makes the half worthless. */
  readonly passwordDigest: string;
  /** Somebody else's word for who they are, to be kept with the account once the code was right. */
  readonly joining?: Pick<Identity, 'issuer' | 'subject'>;
}

/** The first half of signing in was right; `note` goes to the browser and comes back with the code. */
export interface CodeNeeded {
  readonly kind: 'code_needed';
  readonly note: string;
}

/** Keeps the first half of signing in for the second; nothing is stored until then. */
export async function askForCode(
  ports: Pick<Ports, 'secrets' | 'clock'>,
  { email, passwordHash }: Client,
  joining?: HalfSignedIn['joining'],
): Promise<CodeNeeded> {
  const passwordDigest = await ports.secrets.digest(passwordHash);
  const half: HalfSignedIn = { email, passwordDigest, ...(joining && { joining }) };
  const note = await sealNote(ports, 'second_factor', half, CODE_VALID_MS);
  return { kind: 'code_needed', note };
}
