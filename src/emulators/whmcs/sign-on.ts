/** What people sign on with: sessions, one-time tokens, and what the OpenID Connect provider hands out. */

export interface SsoToken {
  readonly userId: number;
  readonly clientId: number;
  readonly path: string;
  readonly expiresAtMs: number;
  isUsed: boolean;
}

export interface Session {
  readonly userId: number;
  clientId: number;
}

export interface OpenIdClient {
  readonly id: number;
  readonly name: string;
  readonly clientId: string;
  readonly secret: string;
  readonly redirectUris: readonly string[];
  scope: string;
}

export interface OpenIdGrant {
  readonly clientId: string;
  readonly userId: number;
  readonly scope: string;
  readonly expiresAtMs: number;
  readonly redirectUri: string;
  readonly nonce: string;
  readonly codeChallenge: string;
}
