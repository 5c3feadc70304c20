// Everything that can be written to the store. A use case loads, decides in core, and commits a list of these at
// once: all of it is stored or none of it. The adapter maps each kind to statements, exhaustively.

import type { AccountChange } from '#ports/account-changes.ts';
import type { ApiKeyChange } from '#ports/api-key-changes.ts';
import type { BudgetChange } from '#ports/budget-changes.ts';
import type { CatalogueChange } from '#ports/catalogue-changes.ts';
import type { DeliveryChange } from '#ports/delivery-changes.ts';
import type { EnrolmentChange } from '#ports/enrolment-changes.ts';
import type { MeteringChange } from '#ports/metering-changes.ts';
import type { MonitoringChange } from '#ports/monitoring.ts';
import type { MovingChange } from '#ports/moving-changes.ts';
import type { OperatorChange } from '#ports/operator-changes.ts';
import type { OutboxChange } from '#ports/outbox.ts';
import type { RunChange } from '#ports/run-changes.ts';
import type { SignInChange } from '#ports/sign-in-changes.ts';
import type { WebhookChange } from '#ports/webhook-changes.ts';

/** Changes marked *guarded* make the whole commit answer `conflict` when the stated condition no longer holds. */
export type Change =
  | EnrolmentChange
  | SignInChange
  | AccountChange
  | CatalogueChange
  | RunChange
  | OutboxChange
  | MeteringChange
  | BudgetChange
  | DeliveryChange
  | WebhookChange
  | MonitoringChange
  | ApiKeyChange
  | OperatorChange
  | MovingChange
  | { readonly type: 'audit'; readonly event: AuditEvent }
  /** Guarded: the `jti` was never used. */
  | {
      readonly type: 'admin_request_used';
      readonly jti: string;
      readonly kid: string;
      readonly action: string;
      readonly atMs: number;
    };

export interface AuditEvent {
  readonly atMs: number;
  readonly actor: string;
  readonly action: string;
  readonly subjectId: string;
  /** Never a secret. */
  readonly detail?: AuditDetail;
}

export type AuditValues = Readonly<Record<string, string | number | boolean>>;

/** Facts of the event; where a value changed, what it was and what it became. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | AuditValues>> & {
  readonly before?: AuditValues;
  readonly after?: AuditValues;
};
