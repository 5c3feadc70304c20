import type { Finding } from '#core/doctor/finding.ts';

/** As `GET /admin/doctor` answers. */
export interface DoctorJson {
  readonly state: string;
  readonly now: string;
  readonly findings: readonly Finding[];
  readonly instance: {
    readonly origin: string;
    readonly timeZone: string;
    readonly currencies: readonly string[];
    readonly billingSystem: string;
    readonly adminKeys: readonly { readonly kid: string; readonly role: string }[];
  };
}

/** A finding of this machine; the service's own groups come first. */
export type LocalFinding = Omit<Finding, 'group'> & { readonly group: 'this machine' };

export type ShownFinding = Finding | LocalFinding;
