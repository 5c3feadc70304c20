import type { Change } from '#ports/changes.ts';
import type { PortFailure } from '#ports/failure.ts';
import type { Ports } from '#ports/ports.ts';

export type OutboxPorts = Pick<
  Ports,
  | 'store'
  | 'clock'
  | 'callDeadline'
  | 'random'
  | 'secrets'
  | 'mailer'
  | 'billing'
  | 'panel'
  | 'queue'
  | 'settings'
  | 'log'
  | 'metrics'
>;

/** How a task went. `done` carries what else is to be stored with it. */
export type TaskOutcome =
  | { readonly kind: 'done'; readonly changes: readonly Change[] }
  | { readonly kind: 'retry'; readonly error: string; readonly notBeforeMs?: number }
  /** Nothing failed, it is only not its time; does not count as an attempt. */
  | { readonly kind: 'wait'; readonly error: string; readonly forMs: number }
  | { readonly kind: 'give_up'; readonly state: 'failed' | 'unknown'; readonly error: string };

/** The three dispositions of a failed call, as outcomes of the task that made it. */
export function outcomeOfFailure(failure: PortFailure): TaskOutcome {
  switch (failure.disposition) {
    case 'unavailable':
      return { kind: 'retry', error: failure.code };
    case 'rejected':
      return { kind: 'give_up', state: 'failed', error: failure.code };
    case 'unknown':
      return { kind: 'give_up', state: 'unknown', error: failure.code };
  }
}
