// The states of a run and the only moves between them. Each state of work has a failed twin, and the twin a way
// back to the step that failed, so that a retry does not repeat what is already stable.

export const RUN_MOVES = {
  planning: ['planned', 'executing', 'planning_failed'],
  planning_failed: ['planning', 'superseded'],
  planned: ['executing', 'superseded'],
  executing: ['executed', 'execution_failed'],
  execution_failed: ['executing'],
  executed: [],
  superseded: [],
} as const satisfies Record<string, readonly string[]>;

export type RunState = keyof typeof RUN_MOVES;

/**
 * `schedule` executes its own plan; `override` waits for the approval of its manifest; `shadow` is compared with what the
 * add-on before us billed, and never executed.
 */
export type RunTrigger = 'schedule' | 'override' | 'shadow';

/** States in which the run object has something to do. */
export const WORKING_STATES = ['planning', 'executing'] as const satisfies readonly RunState[];

/** Whether the run object has something to do for a run in this state. */
export function isWorking(state: RunState): boolean {
  return WORKING_STATES.some((working) => working === state);
}

/** Longer than a piece of work and the longest pause after a crash. */
export const STUCK_AFTER_MS = 600_000;

/** Whether a run that should be moving has given no sign of work for too long. */
export function isStuck(
  run: { readonly state: RunState; readonly touchedAtMs: number },
  nowMs: number,
): boolean {
  return isWorking(run.state) && nowMs - run.touchedAtMs >= STUCK_AFTER_MS;
}

/** How long an approved plan stays good: usage reported late would otherwise be missed silently. */
export const PLAN_VALID_MS = 24 * 3_600_000;

export type ExecuteRefusal =
  | { readonly reason: 'manifest_unknown' }
  | { readonly reason: 'plan_superseded' }
  /** A shadow month is there to be compared. */
  | { readonly reason: 'plan_is_shadow' }
  | { readonly reason: 'plan_expired'; readonly plannedAtMs: number };

export type ExecuteDecision = 'start' | 'already_started';

/** Whether the newest plan with the approved manifest may be executed now. Approving twice starts it once. */
export function decideExecute(
  run:
    | { readonly state: RunState; readonly plannedAtMs: number; readonly isShadow?: boolean }
    | undefined,
  nowMs: number,
):
  | { readonly ok: true; readonly value: ExecuteDecision }
  | { readonly ok: false; readonly error: ExecuteRefusal } {
  if (!run) return { ok: false, error: { reason: 'manifest_unknown' } };
  if (run.isShadow) return { ok: false, error: { reason: 'plan_is_shadow' } };
  switch (run.state) {
    case 'executing':
    case 'executed':
    case 'execution_failed':
      return { ok: true, value: 'already_started' };
    case 'superseded':
      return { ok: false, error: { reason: 'plan_superseded' } };
    case 'planning':
    case 'planning_failed':
      return { ok: false, error: { reason: 'manifest_unknown' } };
    case 'planned':
      if (nowMs - run.plannedAtMs > PLAN_VALID_MS) {
        return { ok: false, error: { reason: 'plan_expired', plannedAtMs: run.plannedAtMs } };
      }
      return { ok: true, value: 'start' };
  }
}
