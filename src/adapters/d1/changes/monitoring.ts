import { type SQL, sql } from 'drizzle-orm';
import type { MonitoringChange } from '#ports/monitoring.ts';
import { alarm } from '../schema/schema.ts';

export function monitoringStatements(change: MonitoringChange): SQL[] {
  switch (change.type) {
    case 'alarm_raised':
      // The key refuses a second one.
      return [
        sql`INSERT INTO ${alarm} (day, cause, raised_at_ms) VALUES (${change.day}, ${change.cause}, ${change.atMs})`,
      ];
    case 'alarms_forgotten':
      return [sql`DELETE FROM ${alarm} WHERE day < ${change.beforeDay}`];
  }
}
