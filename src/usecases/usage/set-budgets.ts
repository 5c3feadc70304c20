import { type BudgetRefusal, parseBudgets } from '#core/budget/budget.ts';
import { ok, type Result } from '#core/result.ts';
import type { Ports } from '#ports/ports.ts';
import type { Client } from '#ports/store.ts';

/** Replaces the amounts that a client wants to hear of. What was told this month is not told again. */
export async function setBudgets(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  client: Pick<Client, 'id' | 'currency'>,
  given: readonly string[],
): Promise<Result<readonly number[], BudgetRefusal>> {
  const budgets = parseBudgets(given, client.currency);
  if (!budgets.ok) return budgets;
  const atMs = clock.nowMs();
  await store.commit([
    { type: 'budgets_set', clientId: client.id, amountsMinor: budgets.value, atMs },
  ]);
  return ok(budgets.value);
}
