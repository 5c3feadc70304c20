/** A mailed link works for this long. */
export const LINK_VALID_MS = 24 * 3_600_000;
/** A link to choose a new password works for this long. */
export const RESET_VALID_MS = 3_600_000;
/** A link to choose the first password works for this long: nobody waits for it. */
export const INVITATION_VALID_MS = 7 * 24 * 3_600_000;

export type LinkState = 'valid' | 'expired' | 'used' | 'unknown';

/** Whether a mailed link still works. Opening it changes nothing, so "used" means that its form was sent. */
export function linkState(
  link: { readonly expiresAtMs: number; readonly usedAtMs: number | null } | undefined,
  nowMs: number,
): LinkState {
  if (!link) return 'unknown';
  if (link.usedAtMs !== null) return 'used';
  return nowMs < link.expiresAtMs ? 'valid' : 'expired';
}
