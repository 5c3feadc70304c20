// What the doctor says of one check. Each is one line to a person: what was seen, and what to do about it.

const FINDING_GROUPS = [
  'panel',
  'billing',
  'mail',
  'clocks',
  'automation',
  'money',
  'settings',
] as const;
export type FindingGroup = (typeof FINDING_GROUPS)[number];

/** `skipped`: it could not be looked at, or does not apply; the detail says which. */
export type FindingState = 'ok' | 'warning' | 'failed' | 'skipped';

export interface Verdict {
  readonly state: FindingState;
  /** A plain sentence; never a secret, never a person's data. */
  readonly detail: string;
  /** What to do; empty where nothing is. */
  readonly remedy: string;
}

export interface Finding extends Verdict {
  /** Stable name of the check. */
  readonly check: string;
  readonly group: FindingGroup;
}

export const fine = (detail: string): Verdict => ({ state: 'ok', detail, remedy: '' });
export const skipped = (detail: string, remedy = ''): Verdict => ({
  state: 'skipped',
  detail,
  remedy,
});
export const warning = (detail: string, remedy: string): Verdict => ({
  state: 'warning',
  detail,
  remedy,
});
export const failed = (detail: string, remedy: string): Verdict => ({
  state: 'failed',
  detail,
  remedy,
});

/** The worst of all: `failed`, else `warning`, else `ok`. */
export function overall(findings: readonly Pick<Finding, 'state'>[]): 'ok' | 'warning' | 'failed' {
  const has = (state: FindingState) => findings.some((finding) => finding.state === state);
  if (has('failed')) return 'failed';
  return has('warning') ? 'warning' : 'ok';
}

/** `a`, `a and b`, `a, b and c`; of many the first ones and how many more. */
export function listed(names: readonly string[], most = 8): string {
  const shown = names.slice(0, most);
  if (names.length > most) shown.push(`${names.length - most} more`);
  const last = shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`;
}
