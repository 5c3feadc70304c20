import type { RunId } from '#core/ids.ts';
import type { ExecuteRefusal, RunTrigger } from '#core/invoicing/run-state.ts';
import type { BillingMonth } from '#core/month.ts';
import type { Result } from '#core/result.ts';

export interface RunRequest {
  /** Asked twice with one id, it is started once. */
  readonly id?: RunId | undefined;
  readonly month: BillingMonth;
  readonly trigger: RunTrigger;
  /** `system`, or `admin:KID`. */
  readonly requestedBy: string;
  /** Compare invoiced clients with today's usage and correct by difference; only an override asks for it. */
  readonly corrections?: boolean;
}

export interface RunApproval {
  readonly month: BillingMonth;
  readonly manifest: string;
  readonly approvedBy: string;
}

/** The one place where runs are started and worked on, one after the other. Order and progress; the guard is in the store. */
export interface RunObject {
  /** Starts a run, or joins one that is under way for the same month and purpose. */
  start(request: RunRequest): Promise<RunId>;
  /** Executes exactly the plan with this manifest; approving twice starts it once. */
  approve(approval: RunApproval): Promise<Result<RunId, ExecuteRefusal>>;
  /** Waits until the run has nothing more to do by itself, or `timeoutMs` passed. */
  settled(runId: RunId, timeoutMs: number): Promise<void>;
  /** Makes sure that pending work is being done; safe at any time. */
  wake(): Promise<void>;
}
