import { type SQL, sql } from 'drizzle-orm';
import type { Change } from '#ports/changes.ts';
import { adminRequest, auditEvent } from '../schema/schema.ts';

type AuditChange = Extract<Change, { type: 'audit' | 'admin_request_used' }>;

export function auditStatements(change: AuditChange): SQL[] {
  switch (change.type) {
    case 'audit': {
      const { atMs, actor, action, subjectId, detail = {} } = change.event;
      return [
        sql`INSERT INTO ${auditEvent} (at_ms, actor, action, subject_id, detail)
            VALUES (${atMs}, ${actor}, ${action}, ${subjectId}, ${JSON.stringify(detail)})`,
      ];
    }
    case 'admin_request_used':
      return [
        sql`INSERT INTO ${adminRequest} (jti, kid, action, received_at_ms)
            VALUES (${change.jti}, ${change.kid}, ${change.action}, ${change.atMs})`,
      ];
  }
}
