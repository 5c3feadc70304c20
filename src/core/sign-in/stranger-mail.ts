// Mails that somebody else may cause, counted by day and mailbox, so that nobody is flooded by way of our forms.
import type { Letter } from '#core/letters.ts';
import { dateAt } from '#core/month.ts';

/** What a stranger can have us send: to an address of their choice, or to the one that an account has. */
export type StrangerLetter = Extract<
  Letter,
  { kind: 'verify_address' | 'already_client' | 'confirm_new_email' | 'reset_password' }
>;

/** `YYYY-MM-DD`; days begin in UTC, as those of alarms do. */
export function mailDay(nowMs: number): string {
  return dateAt(nowMs, 'UTC');
}

/**
 * What a letter is counted under. Mails for a new password are on their own: whoever floods an address by sign-ups must
 * not keep its owner from coming back in. `name+anything@host` is one mailbox at most providers, so it is one here.
 */
export function mailCountKey({ kind, to }: StrangerLetter): string {
  const at = to.lastIndexOf('@');
  const [name = ''] = to.slice(0, at).split('+');
  return `${kind === 'reset_password' ? 'reset' : 'letter'}|${name}${to.slice(at)}`;
}
