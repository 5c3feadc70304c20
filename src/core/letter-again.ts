import { INVITATION_VALID_MS, LINK_VALID_MS, RESET_VALID_MS } from '#core/enrolment/link.ts';
import type { LetterKind } from '#core/letters.ts';

/** How long the link works that a letter is for: later it would lead its reader nowhere. */
const LINK_LASTS_MS: Readonly<Partial<Record<LetterKind, number>>> = {
  verify_address: LINK_VALID_MS,
  confirm_new_email: LINK_VALID_MS,
  reset_password: RESET_VALID_MS,
  invitation: INVITATION_VALID_MS,
};

/** Why a letter is not sent again. */
export type AgainRefusal =
  /** Sent, on its way, or dismissed. */
  | 'letter_not_failed'
  /** It may have arrived, and is kept no longer. */
  | 'letter_outcome_unknown'
  /** Sealed under a secret that is not ours any more. */
  | 'letter_unreadable'
  | 'letter_link_expired';

/** Why this letter cannot be sent again; undefined where it can. */
export function refusedAgain(
  {
    state,
    topic,
    lastError,
    writtenAtMs,
  }: {
    readonly state: string;
    readonly topic: string;
    readonly lastError: string;
    readonly writtenAtMs: number;
  },
  nowMs: number,
): AgainRefusal | undefined {
  if (state === 'unknown') return 'letter_outcome_unknown';
  if (state !== 'failed') return 'letter_not_failed';
  if (lastError === 'letter_unreadable') return 'letter_unreadable';
  const lastsMs = LINK_LASTS_MS[topic as LetterKind]; // any other text has no entry
  return lastsMs !== undefined && nowMs >= writtenAtMs + lastsMs
    ? 'letter_link_expired'
    : undefined;
}
