// What the doctor asks of the world beyond what other use cases ask. Nothing here writes.
import type { OfferedPlan, PlansInUse } from '#core/doctor/judge-plans.ts';
import type { Result } from '#core/result.ts';
import type { MailFailure } from '#ports/mailer.ts';
import type { VirtualizationFailure } from '#ports/virtualization.ts';

export interface DoctorPorts {
  readonly panel: PanelInspection;
  /** Undefined for the built-in billing system, which has the clock of this service. */
  readonly billingClock: RemoteClock | undefined;
  readonly panelClock: RemoteClock;
  readonly mail: MailInspection;
  readonly dns: DnsRecords;
  readonly settings: SettingFacts;
  /** Migrations that this build was made with, in order. */
  readonly migrations: readonly string[];
}

type PanelAnswer<T> = Promise<Result<T, VirtualizationFailure>>;

export interface PanelInspection {
  /** Whose token ours is. */
  account(): PanelAnswer<PanelAccount>;
  /** Whether the token may read a list at all. */
  mayList(list: PanelList): PanelAnswer<null>;
  roles(): PanelAnswer<readonly Named[]>;
  limitGroups(): PanelAnswer<readonly Named[]>;
  plans(): PanelAnswer<readonly OfferedPlan[]>;
  /** Servers by plan, of the first pages of the list. */
  plansInUse(): PanelAnswer<PlansInUse>;
  /** Where the panel asks for prices. */
  integration(): PanelAnswer<PanelIntegration>;
  /** HTTP status of the sign-on address for a token that nobody has. */
  signOnStatus(): PanelAnswer<number>;
}

export type PanelList = 'users' | 'plans' | 'servers' | 'activity_logs';

export interface PanelAccount {
  /** The panel user's own id. */
  readonly id: number;
  readonly isAdmin: boolean;
  readonly status: string;
  /** How many addresses and networks alone may use it; 0 for all. */
  readonly allowedIps: number;
}

export interface Named {
  readonly id: number;
  readonly name: string;
}

export interface PanelIntegration {
  /** Empty where the panel has none. */
  readonly url: string;
  readonly hasOurToken: boolean;
}

export interface RemoteClock {
  /** How far it is ahead of ours, by the Date header of an answer; undefined where there is none. */
  aheadMs(): Promise<number | undefined>;
}

export interface MailInspection {
  /** As far as a letter would come without being one: connected, greeted, signed in. A sentence about what was seen. */
  tryOut(): Promise<Result<string, MailFailure>>;
}

export interface DnsRecords {
  /** TXT records as text, MX records as host names; empty where there are none. */
  lookUp(name: string, type: 'TXT' | 'MX'): Promise<Result<readonly string[], DnsFailure>>;
}

/** `dns_no_such_name`: the name does not exist. `dns_unreachable`: nobody could be asked. */
export type DnsFailure = 'dns_no_such_name' | 'dns_unreachable';

/** What is set, without anything secret. */
export interface SettingFacts {
  /** Settings that are no secrets and are set, as text. */
  readonly shown: Readonly<Record<string, string>>;
  readonly appSecretCharacters: number;
  readonly mail: {
    readonly transport: 'cloudflare' | 'smtp' | 'mailbox';
    readonly from: string;
    /** Of `smtp`; empty with another transport. */
    readonly host: string;
    readonly security: string;
    /** Empty where nobody said. */
    readonly dkimSelector: string;
  };
  /** Which of the bindings of docs/abuse.md are there. */
  readonly rateLimits: { readonly byAddress: boolean; readonly byNetwork: boolean };
  readonly panel: {
    readonly apiUrl: string;
    readonly signOnUrl: string;
    readonly roleId: number;
    readonly adminRoleId: number;
    /** Null for the panel's default. */
    readonly limitGroupId: number | null;
    readonly showsPrices: boolean;
  };
}
