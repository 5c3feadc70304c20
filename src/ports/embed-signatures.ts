/** Proof that another client area of the provider asks for an embedded panel. */
export interface EmbedSignatures {
  /** Constant-time; `signature` is lower-case hex. False also where no secret is agreed. */
  verify(message: string, signature: string): Promise<boolean>;
}
