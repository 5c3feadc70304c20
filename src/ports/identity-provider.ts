import type { Result } from '#core/result.ts';
import type { PortFailure } from '#ports/failure.ts';

/**
 * Another system's word for who somebody is (OpenID Connect, authorization code). It proves a subject and tells an
 * address; what those are worth here is decided in `core/sign-in/identity-entry.ts`.
 */
export interface IdentityProvider {
  /** As people know it; stands on the button. */
  readonly name: string;
  /** Where the browser is sent to be recognised. */
  authorizationUrl(secrets: FlowSecrets): Promise<Result<string, IdentityFailure>>;
  /** Who came back with `code`, with every check of the answer done. A code is good once over there. */
  identify(code: string, secrets: FlowSecrets): Promise<Result<Identity, IdentityFailure>>;
}

/** What ties an answer to the browser that asked; each 256 random bits, base64url. */
export interface FlowSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface Identity {
  readonly issuer: string;
  /** Theirs, stable, never given to somebody else (OpenID Connect Core 2). */
  readonly subject: string;
  /** Trimmed, lower case; empty where they told none that is one. */
  readonly email: string;
  /** What they say of the address; undefined where they say nothing. */
  readonly emailVerified: boolean | undefined;
  readonly name: string;
}

export type IdentityCode =
  | 'identity_unreachable'
  | 'identity_slow'
  | 'identity_answer_malformed'
  /** Their metadata is of another issuer than the one that was set. */
  | 'identity_issuer_differs'
  /** They do not know us, or our secret is wrong. */
  | 'identity_client_refused'
  /** Used before, too old, or not given to us. */
  | 'identity_code_refused'
  /** Signature, algorithm, issuer, audience, nonce or subject are not what they must be. */
  | 'identity_token_invalid'
  | 'identity_token_expired';

export type IdentityFailure = PortFailure<IdentityCode>;
