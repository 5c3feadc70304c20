// A passkey signs a challenge of ours. The browser keeps it sealed in a cookie until it comes back signed, so asking
// for one costs a stranger's request no write; that it was answered is stored, so no answer is good twice.
import { bytesOfHex, hexOf } from '#core/bytes-as-text.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';
import { openNote, sealNote } from '#usecases/sealed-note.ts';

/** As long as browsers give the person. */
export const CHALLENGE_VALID_MS = 5 * 60_000;
const CHALLENGE_BYTES = 32;

/** What the signature is for, and whose it has to be; `owner` is empty where nobody is signed in yet. */
export interface ChallengeUse {
  readonly what: 'sign_in' | 'confirm' | 'add';
  /** An operator's challenge is worth nothing for a client, and the other way round. */
  readonly area: 'client' | 'operator';
  /** A client's id, or the id of an operator's key. */
  readonly owner: string;
}

interface SealedChallenge extends ChallengeUse {
  readonly challenge: string;
  readonly untilMs: number;
}

type ChallengePorts = Pick<Ports, 'secrets' | 'clock' | 'random'>;

export interface NewChallenge {
  readonly challenge: Uint8Array;
  /** For the cookie. */
  readonly note: string;
}

/** A challenge for this use, good for `CHALLENGE_VALID_MS`. Writes nothing. */
export async function newChallenge(
  ports: ChallengePorts,
  use: ChallengeUse,
): Promise<NewChallenge> {
  const challenge = ports.random.bytes(CHALLENGE_BYTES);
  const untilMs = ports.clock.nowMs() + CHALLENGE_VALID_MS;
  const sealed: SealedChallenge = { ...use, challenge: hexOf(challenge), untilMs };
  return {
    challenge,
    note: await sealNote(ports, 'passkey_challenge', sealed, CHALLENGE_VALID_MS),
  };
}

/** The challenge that a note holds, if it was made for this use, and the change that uses it up. */
export async function openChallenge(
  ports: ChallengePorts,
  note: string | undefined,
  { what, area, owner }: ChallengeUse,
): Promise<{ readonly challenge: Uint8Array; readonly used: Change } | undefined> {
  const sealed = note
    ? await openNote<SealedChallenge>(ports, 'passkey_challenge', note)
    : undefined;
  if (sealed?.what !== what || sealed.area !== area || sealed.owner !== owner) return undefined;
  const hash = await ports.secrets.digest(sealed.challenge);
  return {
    challenge: bytesOfHex(sealed.challenge),
    used: { type: 'challenge_used', hash, expiresAtMs: sealed.untilMs },
  };
}
