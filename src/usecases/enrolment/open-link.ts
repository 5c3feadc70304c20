import { type LinkState, linkState } from '#core/enrolment/link.ts';
import type { TermsVersion } from '#core/enrolment/terms.ts';
import type { Ports } from '#ports/ports.ts';
import type { Signup } from '#ports/store.ts';

export interface OpenedLink {
  readonly signup: Signup;
  readonly terms: readonly TermsVersion[];
  /** Opened elsewhere than in the browser that signed up: whoever proves the address chooses the password. */
  readonly needsPassword: boolean;
}

/** What a mailed link leads to. Reads only: mail scanners open links. */
export async function openLink(
  { store, secrets, clock }: Pick<Ports, 'store' | 'secrets' | 'clock'>,
  token: string,
  browserSecret: string | undefined,
): Promise<
  | { readonly state: 'valid'; readonly link: OpenedLink }
  | { readonly state: Exclude<LinkState, 'valid'> }
> {
  const signup = await store.clients.signupByToken(await secrets.digest(token));
  const state = linkState(signup, clock.nowMs());
  if (state !== 'valid' || !signup) return { state: state === 'valid' ? 'unknown' : state };
  const sameBrowser =
    browserSecret !== undefined && (await secrets.digest(browserSecret)) === signup.browserHash;
  const terms = await store.catalogue.currentTerms();
  return { state: 'valid', link: { signup, terms, needsPassword: !sameBrowser } };
}
