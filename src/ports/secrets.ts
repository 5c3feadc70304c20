/** Digests and sealing of secrets that must not lie in the store as they are. */
export interface Secrets {
  /** SHA-256 as lower-case hex. */
  digest(text: string): Promise<string>;
  /** SHA-256 of each text, in order. */
  digests(texts: readonly string[]): Promise<readonly string[]>;
  /** SHA-256 over parts that arrive one after the other, for what is too large to hold. */
  digestStream(): DigestStream;
  /** Encrypts under a key derived from `secret`; only its holder can open. */
  sealWith(secret: string, text: string): Promise<string>;
  /** Undefined if `secret` is not the one that sealed, or the text was tampered with. */
  openWith(secret: string, sealed: string): Promise<string | undefined>;
  /** Encrypts under the service's own key. */
  seal(text: string): Promise<string>;
  open(sealed: string): Promise<string | undefined>;
}

export interface DigestStream {
  update(part: string | Uint8Array): void;
  /** Lower-case hex; ends the stream. */
  hex(): string;
}
