import { sql } from 'drizzle-orm';
import type { EnrolledClient, NotedCosts, OperatorOverview } from '#ports/operator-overview.ts';
import type { Database } from '../database.ts';
import { client, signup, usageDay } from '../schema/schema.ts';

export function operatorOverview({ orm: db }: Database): OperatorOverview {
  return {
    notedCosts: (date) =>
      db.all<NotedCosts>(
        sql`SELECT c.currency AS currency, count(*) AS clients, sum(d.cost_minor) AS costMinor
            FROM ${client} AS c JOIN ${usageDay} AS d ON d.client_id = c.id AND d.date = ${date}
            WHERE c.state = 'enrolled' GROUP BY c.currency ORDER BY c.currency`,
      ),
    withoutCosts: (date, after, limit) =>
      db.all<EnrolledClient>(
        sql`SELECT c.id AS id, c.currency AS currency, c.panel_user_id AS panelUserId FROM ${client} AS c
            WHERE c.state = 'enrolled' AND c.id > ${after} AND c.panel_user_id IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM ${usageDay} AS d WHERE d.client_id = c.id AND d.date = ${date})
            ORDER BY c.id LIMIT ${limit}`,
      ),
    async signups(nowMs) {
      const row = await db.get<{ open: number; expired: number } | undefined>(
        sql`SELECT coalesce(sum(expires_at_ms > ${nowMs}), 0) AS open, coalesce(sum(expires_at_ms <= ${nowMs}), 0) AS expired
            FROM ${signup} WHERE used_at_ms IS NULL`,
      );
      return row ?? { open: 0, expired: 0 };
    },
  };
}
