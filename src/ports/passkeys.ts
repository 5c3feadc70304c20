/** Passkeys (W3C Web Authentication). What goes to the browser and what comes back is JSON that only the adapter knows. */
export interface Passkeys {
  /** Options for `navigator.credentials.create`. */
  creation(request: {
    readonly challenge: Uint8Array;
    readonly user: { readonly id: string; readonly email: string; readonly name: string };
    /** Credentials that the authenticator must not make again. */
    readonly exclude: readonly string[];
  }): Promise<unknown>;
  /** Options for `navigator.credentials.get`; without `allow` the browser offers what it has. */
  request(request: {
    readonly challenge: Uint8Array;
    readonly allow?: readonly string[];
  }): Promise<unknown>;
  /** The new credential if the answer is genuine, for us, to this challenge and with the person verified. */
  created(answer: string, challenge: Uint8Array): Promise<NewCredential | undefined>;
  /** Id of the credential that an answer claims to be from; proves nothing. */
  claimedId(answer: string): string | undefined;
  /** The new signature counter if the answer is genuine, as above. */
  asserted(
    answer: string,
    challenge: Uint8Array,
    credential: StoredCredential,
  ): Promise<{ readonly counter: number } | undefined>;
}

export interface StoredCredential {
  /** Base64url. */
  readonly credentialId: string;
  /** COSE key, base64url. */
  readonly publicKey: string;
  readonly counter: number;
}

export interface NewCredential extends StoredCredential {
  /** Synchronised by its maker, so that losing the device does not lose the key. */
  readonly backedUp: boolean;
}
