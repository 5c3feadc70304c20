// Changes to how a client gets in, and to whether there is a client at all. See `changes.ts` for what *guarded* means.
import type { ClientId } from '#core/ids.ts';
import type { NewCredential } from '#ports/passkeys.ts';

export type AccountChange =
  | SecondFactorChange
  | PasskeyChange
  | ClosingChange
  /** The holder of the session has proved again who they are. */
  | { readonly type: 'session_authenticated'; readonly tokenHash: string; readonly atMs: number }
  /** One of the client's own; nobody else's. */
  | { readonly type: 'session_revoked'; readonly clientId: ClientId; readonly sessionId: string }
  | {
      readonly type: 'email_change_requested';
      readonly tokenHash: string;
      readonly clientId: ClientId;
      readonly newEmail: string;
      readonly expiresAtMs: number;
    }
  /** Guarded: the link is not used, and no other client has the new address. Ends every other link of the client. */
  | { readonly type: 'email_changed'; readonly tokenHash: string; readonly atMs: number }
  /** Guarded: the identity is nobody's yet. */
  | {
      readonly type: 'identity_linked';
      readonly issuer: string;
      readonly subject: string;
      readonly clientId: ClientId;
      readonly atMs: number;
    }
  /** All of the client's. */
  | { readonly type: 'identities_removed'; readonly clientId: ClientId }
  /** What was counted against somebody who turned out to be right: `cleared` are forgotten, `reduced` lose one. */
  | {
      readonly type: 'attempts_forgiven';
      readonly cleared: readonly string[];
      readonly reduced: readonly string[];
    };

type SecondFactorChange =
  /** Guarded: there is none yet. */
  | {
      readonly type: 'second_factor_added';
      readonly clientId: ClientId;
      readonly sealedSecret: string;
      /** Of the code that proved it. */
      readonly step: number;
      readonly atMs: number;
    }
  | { readonly type: 'second_factor_removed'; readonly clientId: ClientId }
  /** Guarded: no code of this step or a later one was taken. */
  | { readonly type: 'code_step_used'; readonly clientId: ClientId; readonly step: number }
  | {
      readonly type: 'recovery_codes_replaced';
      readonly clientId: ClientId;
      readonly codeHashes: readonly string[];
    }
  /** Guarded: the code is the client's and not used. */
  | {
      readonly type: 'recovery_code_used';
      readonly clientId: ClientId;
      readonly codeHash: string;
      readonly atMs: number;
    };

type PasskeyChange =
  /** Guarded: nobody has the credential. */
  | {
      readonly type: 'passkey_added';
      readonly clientId: ClientId;
      readonly credential: NewCredential;
      readonly name: string;
      readonly atMs: number;
    }
  /** Guarded: it is the client's. */
  | {
      readonly type: 'passkey_removed';
      readonly clientId: ClientId;
      readonly credentialId: string;
    }
  | {
      readonly type: 'passkey_used';
      readonly credentialId: string;
      readonly counter: number;
      readonly atMs: number;
    }
  /** Guarded: the challenge was not answered before. */
  | { readonly type: 'challenge_used'; readonly hash: string; readonly expiresAtMs: number };

type ClosingChange =
  /** Guarded: neither closed nor asked for before. */
  | { readonly type: 'closing_requested'; readonly clientId: ClientId; readonly atMs: number }
  /** Guarded: asked for and not done. */
  | { readonly type: 'closing_cancelled'; readonly clientId: ClientId }
  /**
   * Guarded: asked for, in the state that the decision was made for, and with nothing to bill left in that state. Erases name, company, address, password, every way in, and where and by what
   * the terms were accepted. Invoices and the evidence itself stay.
   */
  | {
      readonly type: 'client_closed';
      readonly clientId: ClientId;
      readonly pseudonymEmail: string;
      readonly atMs: number;
    }
  /** Documents of closed clients older than `beforeMs`: whom they were made out to is erased. */
  | { readonly type: 'buyers_erased'; readonly beforeMs: number };
