import { type SQL, sql } from 'drizzle-orm';
import type { BudgetChange } from '#ports/budget-changes.ts';
import { budget, budgetTold, usageDay } from '../schema/schema.ts';

export function budgetStatements(change: BudgetChange): SQL[] {
  switch (change.type) {
    case 'budgets_set':
      return [
        sql`DELETE FROM ${budget} WHERE client_id = ${change.clientId}`,
        sql`INSERT INTO ${budget} (client_id, amount_minor, set_at_ms)
            SELECT ${change.clientId}, value, ${change.atMs} FROM json_each(${JSON.stringify(change.amountsMinor)})`,
      ];
    case 'budgets_told':
      return [
        sql`INSERT INTO ${budgetTold} (client_id, month, amount_minor, told_at_ms)
            SELECT ${change.clientId}, ${change.month}, value, ${change.atMs} FROM json_each(${JSON.stringify(change.amountsMinor)})`,
      ];
    case 'budgets_looked_at':
      return [
        sql`UPDATE ${budget} SET looked_at_ms = ${change.atMs}
            WHERE client_id IN (SELECT value FROM json_each(${JSON.stringify(change.clientIds)}))`,
      ];
    case 'usage_days_noted':
      return [
        sql`INSERT INTO ${usageDay} (client_id, date, cost_minor, noted_at_ms)
            SELECT ${change.clientId}, value ->> 'date', value ->> 'costMinor', ${change.atMs}
            FROM json_each(${JSON.stringify(change.days)}) WHERE true ON CONFLICT DO NOTHING`,
        // Pages show the running month alone; a month is less than each of its days.
        sql`DELETE FROM ${usageDay} WHERE client_id = ${change.clientId}
            AND date < (SELECT substr(min(value ->> 'date'), 1, 7) FROM json_each(${JSON.stringify(change.days)}))`,
      ];
  }
}
