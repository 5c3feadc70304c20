import { isId } from '#core/ids.ts';
import { isReleasable, RELEASABLE } from '#core/invoicing/park-reason.ts';
import { type MonthRefusal, parseMonth } from '#core/month.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';

export type ReleaseRefusal =
  | MonthRefusal
  | { readonly reason: 'client_unknown' }
  | { readonly reason: 'not_releasable'; readonly releasable: readonly string[] };

export interface ReleaseRequest {
  readonly clientId: string;
  readonly month: string;
  /** The `ParkCode` that is overruled. */
  readonly reason: string;
  /** Why, in the operator's words; kept with the name. */
  readonly note: string;
}

/**
 * An operator who has looked overrules one suspicion about one client and month. The next plan bills the client; no
 * running plan changes, because a plan is frozen. `already`: somebody has released it before, and theirs is the word
 * that counts.
 */
export async function releaseParked(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { clientId, month: given, reason: code, note }: ReleaseRequest,
  releasedBy: string,
): Promise<Result<{ readonly already: boolean }, ReleaseRefusal>> {
  const month = parseMonth(given);
  if (!month.ok) return month;
  if (!isReleasable(code)) return err({ reason: 'not_releasable', releasable: RELEASABLE });
  const client = isId('client', clientId) ? await store.clients.byId(clientId) : undefined;
  if (!client) return err({ reason: 'client_unknown' });
  const atMs = clock.nowMs();
  const noted = await store.commit([
    {
      type: 'park_released',
      clientId: client.id,
      month: month.value,
      code,
      note,
      releasedBy,
      atMs,
    },
    {
      type: 'audit',
      event: {
        atMs,
        actor: releasedBy,
        action: 'park_released',
        subjectId: client.id,
        detail: { month: month.value, code, note },
      },
    },
  ]);
  return ok({ already: !noted.ok });
}
