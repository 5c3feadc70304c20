import { and, desc, eq, lt } from 'drizzle-orm';
import type { AuditRecord, OperatorAudit } from '#ports/operator-audit.ts';
import type { Database } from '../database.ts';
import { auditEvent } from '../schema/schema.ts';

export function operatorAudit({ orm: db }: Database): OperatorAudit {
  return {
    async audit({ limit, actor, action, subjectId, before }) {
      const rows = await db
        .select()
        .from(auditEvent)
        .where(
          and(
            actor === undefined ? undefined : eq(auditEvent.actor, actor),
            action === undefined ? undefined : eq(auditEvent.action, action),
            subjectId === undefined ? undefined : eq(auditEvent.subjectId, subjectId),
            before === undefined ? undefined : lt(auditEvent.id, before),
          ),
        )
        .orderBy(desc(auditEvent.id))
        .limit(limit);
      return rows.map((row) => ({
        ...row,
        detail: JSON.parse(row.detail) as NonNullable<AuditRecord['detail']>, // written by this adapter, from the type
      }));
    },
  };
}
