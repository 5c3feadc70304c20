import type { StrangerLetter } from '#core/sign-in/stranger-mail.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';

/** To the owner of an address that somebody gave for an account of their own: nobody else learns that it has one. */
export function alreadyClientLetter(
  { settings: { origin } }: Pick<Ports, 'settings'>,
  { email, language, name }: Client,
): StrangerLetter {
  return {
    kind: 'already_client',
    to: email,
    language,
    name,
    loginUrl: `${origin}/login`,
    forgotUrl: `${origin}/forgot`,
  };
}
