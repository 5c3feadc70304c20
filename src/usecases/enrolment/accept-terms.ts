import type { LinkState } from '#core/enrolment/link.ts';
import type { PasswordFault } from '#core/enrolment/password-rule.ts';
import {
  type Acceptance,
  areTermsPublished,
  missingAcceptances,
  type TermsKind,
} from '#core/enrolment/terms.ts';
import type { ClientId } from '#core/ids.ts';
import type { CurrencyCode } from '#core/money.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import { createClient } from '#usecases/enrolment/create-client.ts';
import { type OpenedLink, openLink } from '#usecases/enrolment/open-link.ts';
import { type ProvisioningPorts, provisionClient } from '#usecases/enrolment/provision-client.ts';
import { checkPassword } from '#usecases/sign-in/check-password.ts';
import { type KnownBrowser, rememberBrowser } from '#usecases/sign-in/known-browser.ts';

export interface AcceptRequest {
  readonly token: string;
  readonly browserSecret: string | undefined;
  /** Whom this browser has signed in before. */
  readonly known?: KnownBrowser | undefined;
  readonly accepted: readonly Acceptance[];
  readonly currency: CurrencyCode;
  /** BCP 47 tag of the language of the page; letters are written in it from now on. */
  readonly language: string;
  /** Typed on the page; asked for only in another browser than the one that signed up. */
  readonly password: string | undefined;
  readonly ip: string;
  readonly userAgent: string;
}

export type AcceptRefusal =
  | { readonly reason: 'link'; readonly state: Exclude<LinkState, 'valid'> }
  | {
      readonly reason: 'terms_missing';
      readonly link: OpenedLink;
      readonly kinds: readonly TermsKind[];
    }
  | { readonly reason: 'terms_not_published' }
  /** Nothing was done; the link still works. */
  | { readonly reason: 'try_again'; readonly link: OpenedLink }
  | { readonly reason: 'password'; readonly link: OpenedLink; readonly fault: PasswordFault };

export interface Accepted {
  readonly clientId: ClientId;
  readonly sessionToken: string;
  /** The note that tells this browser from a stranger's from now on. */
  readonly knownBrowser: string;
}

/** The act: evidence, the client, and then at once the first attempt at a panel account. Works once per link. */
export async function acceptTerms(
  ports: ProvisioningPorts & Pick<Ports, 'passwords' | 'breachedPasswords'>,
  request: AcceptRequest,
): Promise<Result<Accepted, AcceptRefusal>> {
  const opened = await openLink(ports, request.token, request.browserSecret);
  if (opened.state !== 'valid') return err({ reason: 'link', state: opened.state });
  const { link } = opened;
  if (!areTermsPublished(link.terms)) {
    return err({ reason: 'terms_not_published' });
  }
  const kinds = missingAcceptances(link.terms, request.accepted);
  if (kinds.length > 0) return err({ reason: 'terms_missing', link, kinds });
  const password = link.needsPassword
    ? (request.password ?? '')
    : await ports.secrets.openWith(request.token, link.signup.sealedPassword);
  if (password === undefined) return err({ reason: 'link', state: 'unknown' });
  // One that was typed at sign-up was checked there.
  const fault = link.needsPassword ? await checkPassword(ports, password, link.signup) : undefined;
  if (fault) return err({ reason: 'password', link, fault });

  const { email, name, company, id: signupId } = link.signup;
  const created = await createClient(
    ports,
    { email, name, company, currency: request.currency, password },
    { ...request, terms: link.terms },
    (_, atMs) => [{ type: 'signup_used', signupId, atMs }],
  );
  if (!created.ok) {
    return created.error === 'try_again'
      ? err({ reason: 'try_again', link })
      : err({ reason: 'link', state: 'used' });
  }
  const { clientId, sessionToken, taskId } = created.value;
  await provisionClient(ports, clientId, { password, taskId });
  const knownBrowser = await rememberBrowser(ports, request.known, clientId);
  return ok({ clientId, sessionToken, knownBrowser });
}
