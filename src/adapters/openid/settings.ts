import type { Clock } from '#ports/clock.ts';

/** Each stands in docs/settings.md under `OPENID_…`. */
export interface OpenIdSettings {
  readonly name: string;
  /** With or without a slash at its end. */
  readonly issuer: string;
  /** Where its metadata are: WHMCS does not have them at the well-known place. */
  readonly discoveryUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Ours; registered over there to the letter. */
  readonly redirectUri: string;
  /** Of ID tokens; `none` and shared secrets are never among them. */
  readonly algorithms: readonly string[];
  /** Whether a PKCE challenge goes along: who does not know it passes it over, as far as is known. */
  readonly pkce: boolean;
  readonly timeoutMs: number;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
}
