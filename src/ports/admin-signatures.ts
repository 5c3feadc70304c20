import type { SignedClaims } from '#core/invoicing/override.ts';
import type { Role } from '#core/operators/role.ts';
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

/** A configured key; its private part is with whoever signs. */
export interface OperatorKey {
  readonly kid: string;
  readonly role: Role;
}

/** Verifies that a configured admin key signed a compact JWS (RFC 7515). Does not judge times or audience. */
export interface AdminSignatures {
  verify(jws: string): Promise<Result<SignedRequest, SignatureRefusal>>;
  /** Every configured key, as configured now. */
  readonly keys: readonly OperatorKey[];
  /** Undefined for a key that is not configured any more: whatever it opened is over. */
  roleOf(kid: string): Role | undefined;
}
