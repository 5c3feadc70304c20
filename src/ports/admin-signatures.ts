import type { SignedClaims } from '#core/invoicing/override.ts';
import type { Result } from '#core/result.ts';

/** A request signed by an operator. Fields beyond the common claims depend on the action. */
export interface SignedRequest extends SignedClaims {
  /** Key id of the signer. */
  readonly kid: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export type SignatureRefusal =
  | { readonly reason: 'signature_malformed' }
  | { readonly reason: 'signature_invalid' }
  | { readonly reason: 'claims_malformed'; readonly claim: string };

/** Verifies that a configured admin key signed a compact JWS (RFC 7515). Does not judge times or audience. */
export interface AdminSignatures {
  verify(jws: string): Promise<Result<SignedRequest, SignatureRefusal>>;
}
