import type { TermsVersion } from '#core/enrolment/terms.ts';
import type { ClientId } from '#core/ids.ts';
import type { BillingMonth } from '#core/month.ts';
import type { Visitor } from '#core/sign-in/visitor.ts';
import type { StoredCredential } from '#ports/passkeys.ts';
import type { Client } from '#ports/store.ts';

/** Who is signed in, and how. */
export interface SignedIn {
  readonly client: Client;
  readonly session: CurrentSession;
  /** A text in force was not accepted by this client, who has accepted texts before or has a panel account. */
  readonly termsWait: boolean;
}

export interface CurrentSession {
  /** For lists and forms; is no secret and opens nothing. */
  readonly id: string;
  readonly tokenHash: string;
  /** When its holder last proved who they are. */
  readonly authenticatedAtMs: number;
}

export interface SessionEntry extends Visitor {
  readonly id: string;
  readonly openedAtMs: number;
}

export interface SecondFactor {
  readonly sealedSecret: string;
  readonly lastStep: number;
  readonly recoveryCodesLeft: number;
}

export interface PasskeyEntry {
  readonly credentialId: string;
  readonly name: string;
  readonly addedAtMs: number;
  readonly lastUsedAtMs: number | null;
}

/** What a client accepted: kept for as long as there is the account, and without address and agent after it. */
export interface AcceptedTerms extends TermsVersion {
  readonly acceptedAtMs: number;
  readonly ip: string;
  readonly userAgent: string;
}

export interface AccountOverview {
  readonly passkeys: number;
  readonly hasSecondFactor: boolean;
  readonly sessions: number;
  /** Whether another system's word for who they are opens the account, too. */
  readonly hasIdentity: boolean;
}

export interface EmailChange {
  readonly clientId: ClientId;
  readonly newEmail: string;
  readonly expiresAtMs: number;
  readonly usedAtMs: number | null;
}

export interface AuditEntry {
  readonly atMs: number;
  readonly actor: string;
  readonly action: string;
}

/** A client who wants to leave. */
export interface Closing {
  readonly client: Client;
  readonly requestedAtMs: number;
  readonly enrolledAtMs: number | null;
}

/** Who a client is for another system that recognises people. */
export interface IdentityEntry {
  readonly issuer: string;
  readonly subject: string;
  readonly linkedAtMs: number;
}

/** What else is stored about a client, for nobody but the client. Without secrets, and without whose words are an operator's. */
export interface ClientData {
  readonly times: Readonly<Record<'createdAtMs' | 'enrolledAtMs' | 'closingRequestedAtMs', Moment>>;
  readonly secondFactor: {
    readonly addedAtMs: number;
    readonly recoveryCodesLeft: number;
  } | null;
  readonly emailChanges: readonly Entry[];
  readonly passwordResets: readonly Entry[];
  readonly budgets: readonly Entry[];
  readonly budgetsReached: readonly Entry[];
  readonly costsByDay: readonly Entry[];
  readonly billingAccounts: readonly Entry[];
  readonly movedFrom: readonly Entry[];
  readonly deliveries: readonly Entry[];
  /** Months in which a run held the client back. */
  readonly heldBack: readonly Entry[];
  readonly released: readonly Entry[];
  /** Kinds and times: a letter that was sent is nowhere. */
  readonly letters: readonly Entry[];
}

type Moment = number | null;
/** Instants have names that end in `AtMs`. */
type Entry = Readonly<Record<string, string | Moment>>;

export interface AccountReads {
  overview(id: ClientId, nowMs: number): Promise<AccountOverview>;
  /** Newest first. */
  sessions(id: ClientId, nowMs: number): Promise<readonly SessionEntry[]>;
  secondFactor(id: ClientId): Promise<SecondFactor | undefined>;
  /** Oldest first. */
  passkeys(id: ClientId): Promise<readonly PasskeyEntry[]>;
  /** A credential with the client whose it is. */
  passkey(
    credentialId: string,
  ): Promise<{ readonly client: Client; readonly credential: StoredCredential } | undefined>;
  /** Who the client is elsewhere. */
  identities(id: ClientId): Promise<readonly IdentityEntry[]>;
  emailChange(tokenHash: string): Promise<EmailChange | undefined>;
  /** Newest first, with the texts as they were. */
  acceptedTerms(id: ClientId): Promise<readonly AcceptedTerms[]>;
  /** What was noted about the account, newest first. */
  audit(id: ClientId, limit: number): Promise<readonly AuditEntry[]>;
  /** At most `limit` of each list. */
  data(id: ClientId, limit: number): Promise<ClientData | undefined>;
  /** Clients who asked to leave, those first who asked first. */
  closings(limit: number): Promise<readonly Closing[]>;
  /**
   * How many of the past months (ordered) no executed run dealt with for this client, or held the client back in. Months before the
   * first that was ever invoiced here are somebody else's, but the last one counts always.
   */
  unsettledMonths(id: ClientId, months: readonly BillingMonth[]): Promise<number>;
}
