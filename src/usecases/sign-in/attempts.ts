import { err, ok, type Result } from '#core/result.ts';
import type { AttemptLimit } from '#core/sign-in/attempt-limits.ts';
import type { Change } from '#ports/changes.ts';
import type { Ports } from '#ports/ports.ts';

/** `waitMs`: the shortest time after which trying again makes sense. */
export interface TooSoon {
  readonly reason: 'too_soon';
  readonly waitMs: number;
}

export interface TakenAttempt {
  /** To be committed with whatever the attempt was good for. */
  readonly forgiven: Change;
  /** Takes back this one attempt, which could not be judged. */
  readonly unjudged: Change;
}

/** Counts one attempt before it is judged, so that many at once cannot all pass. */
export async function takeAttempt(
  { store, secrets, clock }: Pick<Ports, 'store' | 'secrets' | 'clock'>,
  limits: readonly AttemptLimit[],
): Promise<Result<TakenAttempt, TooSoon>> {
  const keys = await secrets.digests(limits.map(({ key }) => key));
  const hashed = limits.map((limit, n) => ({ ...limit, key: keys[n] ?? '' }));
  const waitMs = await store.signIn.takeAttempt(hashed, clock.nowMs());
  if (waitMs > 0) return err({ reason: 'too_soon', waitMs });
  // The first names the account from here, and is settled. The wider ones count others as well: only our own is undone.
  const [own = '', ...wider] = keys;
  return ok({
    forgiven: { type: 'attempts_forgiven', cleared: [own], reduced: wider },
    unjudged: { type: 'attempts_forgiven', cleared: [], reduced: keys },
  });
}
