import { sql } from 'drizzle-orm';
import type { DoctorReads } from '#ports/doctor-reads.ts';
import type { Database } from '../database.ts';
import { auditEvent, automationRun, client } from '../schema/schema.ts';

/** Started by hand in between are a few; the cron's own is near the end. */
const AUTOMATIONS_READ = 50;

export function doctorReads({ orm: db }: Database): DoctorReads {
  return {
    async appliedMigrations() {
      // wrangler's own table; it is not in our schema, and not there before the first migration.
      const [table] = await db.all<{ name: string }>(
        sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'd1_migrations'`,
      );
      if (!table) return [];
      const rows = await db.all<{ name: string }>(sql`SELECT name FROM d1_migrations ORDER BY id`);
      return rows.map(({ name }) => name.replace(/\.sql$/, ''));
    },
    async lastCronAutomationMs() {
      const row = await db.get<{ startedAtMs: number } | undefined>(
        sql`SELECT started_at_ms AS startedAtMs FROM (
              SELECT * FROM ${automationRun} ORDER BY id DESC LIMIT ${AUTOMATIONS_READ})
            WHERE trigger = 'cron' LIMIT 1`,
      );
      return row?.startedAtMs;
    },
    async firstActivityMs() {
      const row = await db.get<{ atMs: number } | undefined>(
        sql`SELECT at_ms AS atMs FROM ${auditEvent} ORDER BY id LIMIT 1`,
      );
      return row?.atMs;
    },
    async failedProvisionings() {
      const rows = await db.all<{ failure: string; clients: number }>(
        sql`SELECT failure, count(*) AS clients FROM ${client} WHERE state = 'provisioning_failed' GROUP BY failure`,
      );
      return Object.fromEntries(rows.map(({ failure, clients }) => [failure, clients]));
    },
    async samplePanelUser() {
      const row = await db.get<{ panelUserId: number } | undefined>(
        sql`SELECT panel_user_id AS panelUserId FROM ${client}
            WHERE state = 'enrolled' AND panel_user_id IS NOT NULL ORDER BY id DESC LIMIT 1`,
      );
      return row?.panelUserId;
    },
  };
}
