import type { Scope } from '#core/api/scope.ts';
import type { ApiKeyId } from '#core/ids.ts';

export type ApiKeyChange =
  | { readonly type: 'api_key_created'; readonly key: NewApiKey }
  /** Guarded: there is such a key, and it is not revoked. */
  | { readonly type: 'api_key_revoked'; readonly id: ApiKeyId; readonly atMs: number };

export interface NewApiKey {
  readonly id: ApiKeyId;
  /** SHA-256 of the secret part, hex. */
  readonly secretHash: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Null: until it is revoked. */
  readonly expiresAtMs: number | null;
  /** `admin:KID`. */
  readonly createdBy: string;
  readonly createdAtMs: number;
}
