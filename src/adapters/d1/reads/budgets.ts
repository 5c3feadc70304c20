import { sql } from 'drizzle-orm';
import type { BudgetReads, WaitingBudgets } from '#ports/budget-reads.ts';
import type { Database } from '../database.ts';
import { budget, budgetTold, client, usageDay } from '../schema/schema.ts';

type WaitingRow = Omit<WaitingBudgets, 'amountsMinor'> & {
  /** A JSON array. */
  readonly amountsMinor: string;
};

export function budgetReads({ orm: db }: Database): BudgetReads {
  return {
    async ofClient(id) {
      const rows = await db.all<{ amountMinor: number }>(
        sql`SELECT amount_minor AS amountMinor FROM ${budget} WHERE client_id = ${id} ORDER BY amount_minor`,
      );
      return rows.map(({ amountMinor }) => amountMinor);
    },
    async waiting(month, limit) {
      // CROSS JOIN: few clients have a budget, and the other way round every client would be read.
      const rows = await db.all<WaitingRow>(
        sql`SELECT client.id AS clientId, client.panel_user_id AS panelUserId, client.email AS email, client.name AS name, client.language AS language,
              client.currency AS currency, json_group_array(b.amount_minor) AS amountsMinor
            FROM ${budget} AS b CROSS JOIN ${client} AS client ON client.id = b.client_id
            WHERE client.state = 'enrolled' AND client.panel_user_id IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM ${budgetTold} AS t
                WHERE t.client_id = b.client_id AND t.month = ${month} AND t.amount_minor = b.amount_minor)
            GROUP BY b.client_id ORDER BY min(b.looked_at_ms), b.client_id LIMIT ${limit}`,
      );
      return rows.map(({ amountsMinor, ...row }) => ({
        ...row,
        amountsMinor: JSON.parse(amountsMinor) as number[], // made by the statement
      }));
    },
    async daysOf(id, month) {
      const rows = await db.all<{ date: string; costMinor: number }>(
        sql`SELECT date, cost_minor AS costMinor FROM ${usageDay}
            WHERE client_id = ${id} AND date >= ${`${month}-01`} AND date <= ${`${month}-31`}`,
      );
      return new Map(rows.map(({ date, costMinor }) => [date, costMinor]));
    },
  };
}
