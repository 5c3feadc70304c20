import { z } from '@hono/zod-openapi';
import { idOf, instant, list } from './common.ts';

export const auditRecord = z
  .object({
    id: z.int(),
    at: instant,
    actor: z.string().openapi({
      description: '`admin:KID`, `api:KEYID`, `client` or `system`.',
      example: 'admin:ada',
    }),
    action: z.string().openapi({ example: 'token_price_set' }),
    subjectId: z.string(),
    detail: z.record(z.string(), z.unknown()).openapi({
      description: '`before` and `after` where a value changed.',
    }),
  })
  .openapi('AuditRecord');

export const automationReport = z
  .object({
    ok: z.boolean(),
    startedAt: instant,
    finishedAt: instant,
    steps: list(
      z.object({
        step: z.string(),
        ok: z.boolean(),
        did: z.string(),
        figures: z.record(z.string(), z.union([z.number(), z.string()])),
      }),
    ),
  })
  .openapi('AutomationReport');

export const automationRun = automationReport
  .extend({ id: idOf('aut', 'an automation'), trigger: z.string() })
  .openapi('AutomationRun');
