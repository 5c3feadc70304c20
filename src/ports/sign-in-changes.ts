import type { ClientId } from '#core/ids.ts';
import type { Visitor } from '#core/sign-in/visitor.ts';

export type SignInChange =
  | {
      readonly type: 'session_opened';
      readonly tokenHash: string;
      readonly clientId: ClientId;
      readonly visitor: Visitor;
      readonly atMs: number;
      readonly expiresAtMs: number;
    }
  | { readonly type: 'session_closed'; readonly tokenHash: string }
  /** Of the client whose session it is; nothing happens without one. */
  | {
      readonly type: 'language_chosen';
      readonly tokenHash: string;
      readonly language: string;
      readonly atMs: number;
    }
  /** All of them, or all but the one named. */
  | {
      readonly type: 'sessions_closed';
      readonly clientId: ClientId;
      readonly exceptTokenHash?: string;
    }
  | {
      readonly type: 'reset_requested';
      readonly tokenHash: string;
      readonly clientId: ClientId;
      readonly expiresAtMs: number;
    }
  /** Guarded: the link is not used. */
  | { readonly type: 'reset_used'; readonly tokenHash: string; readonly atMs: number }
  | {
      readonly type: 'password_changed';
      readonly clientId: ClientId;
      readonly passwordHash: string;
    };
