// Changes to how operators get into the admin area. See `changes.ts` for what *guarded* means.
import type { Visitor } from '#core/sign-in/visitor.ts';
import type { NewCredential } from '#ports/passkeys.ts';

/** What a session was opened with. */
export type SessionMeans = 'key' | 'passkey';

export type OperatorChange =
  /** Guarded: nobody has signed this challenge before. */
  | {
      readonly type: 'operator_sign_in_approved';
      readonly challengeHash: string;
      readonly kid: string;
      readonly atMs: number;
      readonly expiresAtMs: number;
    }
  /** Guarded: it is signed and was not used. */
  | {
      readonly type: 'operator_sign_in_used';
      readonly challengeHash: string;
      readonly atMs: number;
    }
  | {
      readonly type: 'operator_session_opened';
      readonly tokenHash: string;
      readonly kid: string;
      readonly means: SessionMeans;
      readonly visitor: Visitor;
      readonly atMs: number;
      readonly expiresAtMs: number;
    }
  /** The holder of the session has proved again who they are. */
  | { readonly type: 'operator_session_proved'; readonly tokenHash: string; readonly atMs: number }
  | { readonly type: 'operator_session_seen'; readonly tokenHash: string; readonly atMs: number }
  | { readonly type: 'operator_session_closed'; readonly tokenHash: string }
  /** Guarded: there is one; of this key alone, if it is given. */
  | {
      readonly type: 'operator_session_revoked';
      readonly sessionId: string;
      readonly kid: string | undefined;
    }
  /** Guarded: nobody has the credential. */
  | {
      readonly type: 'operator_passkey_added';
      readonly kid: string;
      readonly credential: NewCredential;
      readonly name: string;
      readonly atMs: number;
    }
  /** Guarded: there is one; of this key alone, if it is given. */
  | {
      readonly type: 'operator_passkey_removed';
      readonly credentialId: string;
      readonly kid: string | undefined;
    }
  | {
      readonly type: 'operator_passkey_used';
      readonly credentialId: string;
      readonly counter: number;
      readonly atMs: number;
    };
