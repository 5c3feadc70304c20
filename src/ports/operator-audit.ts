import type { AuditEvent } from '#ports/changes.ts';

/** One row of the audit log, as it was written. */
export interface AuditRecord extends AuditEvent {
  /** Rises with every event. */
  readonly id: number;
}

export interface AuditQuery {
  readonly limit: number;
  /** `admin:KID`, `api:KEYID`, `client` or `system`. */
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly subjectId?: string | undefined;
  /** Only events before this one. */
  readonly before?: number | undefined;
}

export interface OperatorAudit {
  /** Newest first. */
  audit(query: AuditQuery): Promise<readonly AuditRecord[]>;
}
