import type { RunId } from '#core/ids.ts';
import { compareMonths } from '#core/moving/compare-months.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { ShadowRow } from '#ports/moving-changes.ts';
import type { Ports } from '#ports/ports.ts';
import { type AskPorts, askAll } from '#usecases/moving/ask-old-billing.ts';
import type { MovingFailure } from '#usecases/moving/moving-failure.ts';

/** A list and an invoice each, six clients at once. */
const CLIENTS_PER_STEP = 24;

export type CompareRefusal =
  | MovingFailure
  | { readonly reason: 'shadow_unknown' }
  | { readonly reason: 'shadow_not_planned' };

/**
 * Reads what the add-on billed the next clients of a shadow month and lays it beside ours. Whoever cannot be read over
 * there is told as such, in place of a verdict. Answers whether there is nothing left to compare.
 */
export async function compareShadow(
  ports: AskPorts & Pick<Ports, 'oldBilling'>,
  runId: RunId,
): Promise<Result<'more' | 'finished', CompareRefusal>> {
  const { store, clock, settings, oldBilling } = ports;
  const run = await store.runs.byId(runId);
  if (run?.trigger !== 'shadow') return err({ reason: 'shadow_unknown' });
  if (run.state !== 'planned') return err({ reason: 'shadow_not_planned' });
  const readMonth = oldBilling?.readMonth;
  if (!oldBilling || !readMonth) return err({ reason: 'old_invoices_unknown' });
  const found = await store.moving.toCompare(runId, oldBilling.system, CLIENTS_PER_STEP);
  if (found.length === 0) return ok('finished');
  const read = await askAll(ports, found, async ({ billingClientId }) =>
    billingClientId === '' ? ok([]) : readMonth(billingClientId, run.month),
  );
  if (!read.ok) return read;
  const { shadowToleranceMinor } = settings.moving;
  const rows = found.map(({ clientId, item }, i): ShadowRow => {
    const there = read.value[i] ?? [];
    // What cannot be read is compared with by nobody: the client is parked like one whose usage is not known.
    const ours =
      there === 'unreadable'
        ? { ...item, outcome: 'parked' as const, reason: 'unreadable_there' }
        : item;
    const invoices = there === 'unreadable' ? [] : there;
    const compared = compareMonths(ours, invoices, shadowToleranceMinor);
    const { verdict, hereMinor, thereMinor } = compared;
    const currency = item.currency;
    return {
      clientId,
      verdict,
      currency,
      hereMinor,
      thereMinor,
      content: JSON.stringify(compared),
    };
  });
  await store.commit([{ type: 'shadow_compared', runId, rows, atMs: clock.nowMs() }]);
  return ok(found.length < CLIENTS_PER_STEP ? 'finished' : 'more');
}
