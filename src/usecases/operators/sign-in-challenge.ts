// What a waiting browser shows, and an admin's key signs. The browser keeps a secret of its own; the challenge names
// that secret by its digest and says, sealed by us, from where it was asked for. So nothing is written for a
// stranger, whoever reads the challenge cannot use it, and whoever signs it can be told whom they let in.
import { SIGN_IN_VALID_MS } from '#core/operators/session.ts';
import type { Visitor } from '#core/sign-in/visitor.ts';
import type { Ports } from '#ports/ports.ts';
import { openNote, sealNote } from '#usecases/sealed-note.ts';
import { newToken } from '#usecases/tokens.ts';

type ChallengePorts = Pick<Ports, 'secrets' | 'clock' | 'random'>;

export interface SignInChallenge {
  /** SHA-256 of the browser's secret, hex. */
  readonly hash: string;
  /** From where it was asked for. */
  readonly visitor: Visitor;
  readonly untilMs: number;
}

export interface WaitingBrowser {
  /** For its cookie alone. */
  readonly secret: string;
  /** To be shown, and signed. */
  readonly challenge: string;
}

/** Good for `SIGN_IN_VALID_MS`. Writes nothing. */
export async function newSignIn(ports: ChallengePorts, visitor: Visitor): Promise<WaitingBrowser> {
  const secret = newToken(ports);
  const content: SignInChallenge = {
    hash: await ports.secrets.digest(secret),
    visitor,
    untilMs: ports.clock.nowMs() + SIGN_IN_VALID_MS,
  };
  const challenge = await sealNote(ports, 'operator_challenge', content, SIGN_IN_VALID_MS);
  return { secret, challenge };
}

/** Undefined for what we did not make, or what is too old. */
export function readChallenge(
  ports: Pick<Ports, 'secrets' | 'clock'>,
  challenge: string,
): Promise<SignInChallenge | undefined> {
  return openNote<SignInChallenge>(ports, 'operator_challenge', challenge);
}
