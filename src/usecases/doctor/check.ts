import type { FindingGroup, Verdict } from '#core/doctor/finding.ts';
import type { Result } from '#core/result.ts';
import type { PanelAccount } from '#ports/doctor.ts';
import type { Ports } from '#ports/ports.ts';
import type { VirtualizationFailure } from '#ports/virtualization.ts';

export type DoctorCheckPorts = Pick<
  Ports,
  | 'store'
  | 'clock'
  | 'settings'
  | 'billing'
  | 'usage'
  | 'log'
  | 'adminSignatures'
  | 'doctor'
  | 'challenge'
  | 'passwords'
>;

/** What all checks of one examination share. */
export interface Examination extends DoctorCheckPorts {
  /** Asked once: a panel that hangs must not hold a connection for each check that wants it. */
  readonly account: Promise<Result<PanelAccount, VirtualizationFailure>>;
}

export interface Check {
  /** Stable. */
  readonly check: string;
  readonly group: FindingGroup;
  readonly run: (examination: Examination) => Promise<Verdict>;
}
