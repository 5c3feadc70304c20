// What happened: the audit log, and the daily automations.
import { createRoute, z } from '@hono/zod-openapi';
import { type Id, isId } from '#core/ids.ts';
import type { AuditRecord } from '#ports/operator-audit.ts';
import type { AutomationRun } from '#ports/store.ts';
import { type AutomationReport, dailyAutomation } from '#usecases/automation/daily-automation.ts';
import { automationJson } from '../admin/automation-json.ts';
import { answers, forScope, refusals } from './answers.ts';
import { iso } from './instants.ts';
import { newResource } from './new-resource.ts';
import { once, onceHeaders } from './once.ts';
import { firstOf, noQuery, pageOfFound, pageQuery, positionOf } from './paging.ts';
import { pageOf } from './schemas/common.ts';
import { auditRecord, automationReport, automationRun } from './schemas/record.ts';

const filter = z.string().min(1).max(200).optional();

const listAudit = createRoute({
  method: 'get',
  path: '/api/v1/audit',
  operationId: 'listAudit',
  summary: 'Who did what, newest first',
  tags: ['Audit'],
  ...forScope('read:audit'),
  request: {
    query: z.strictObject({ actor: filter, action: filter, subject: filter, ...pageQuery }),
  },
  responses: {
    ...answers(200, 'A page of the log.', pageOf('AuditRecord', auditRecord)),
    ...refusals(),
  },
});

const listAutomation = createRoute({
  method: 'get',
  path: '/api/v1/automation-runs',
  operationId: 'listAutomationRuns',
  summary: 'Daily automations, newest first',
  tags: ['Automation'],
  ...forScope('read:audit'),
  request: { query: z.strictObject(pageQuery) },
  responses: {
    ...answers(200, 'A page of automations.', pageOf('AutomationRun', automationRun)),
    ...refusals(),
  },
});

const startAutomation = createRoute({
  method: 'post',
  path: '/api/v1/automation-runs',
  operationId: 'startAutomation',
  summary: 'Does now what is due daily',
  description: 'Running it twice, or at once from two places, does nothing twice.',
  tags: ['Automation'],
  ...forScope('write:automation'),
  request: { query: noQuery, headers: onceHeaders },
  responses: {
    ...answers(200, 'What each step did.', automationReport),
    ...refusals({}, { writes: true }),
  },
});

export const records = newResource();

records.openapi(listAudit, async (c) => {
  const { limit, cursor, actor, action, subject: subjectId } = c.req.valid('query');
  const position = positionOf(c, 'audit', cursor, [(part) => /^[1-9]\d{0,14}$/.test(part)]);
  if (!position.ok) return position.error;
  const [before] = position.value ?? [];
  const rows = await c.env.ports.store.operators.audit({
    ...{ actor, action, subjectId, limit: limit + 1 },
    before: before === undefined ? undefined : Number(before),
  });
  return c.json(
    pageOfFound('audit', firstOf(rows, limit), auditJson, ({ id }) => [String(id)]),
    200,
  );
});

records.openapi(listAutomation, async (c) => {
  const { limit, cursor } = c.req.valid('query');
  const position = positionOf(c, 'automation', cursor, [(part) => isId('automation', part)]);
  if (!position.ok) return position.error;
  const [before] = position.value ?? [];
  const rows = await c.env.ports.store.operators.automationRuns({
    limit: limit + 1,
    before: before as Id<'automation'> | undefined, // the cursor was checked
  });
  return c.json(
    pageOfFound('automation', firstOf(rows, limit), automationRunJson, ({ id }) => [id]),
    200,
  );
});

records.openapi(startAutomation, (c) =>
  once(c, async () => {
    const report = await dailyAutomation(c.env.ports, c.var.caller.actor);
    return c.json(automationJson(report), 200);
  }),
);

function auditJson({ id, atMs, actor, action, subjectId, detail = {} }: AuditRecord) {
  return { id, at: iso(atMs), actor, action, subjectId, detail: { ...detail } };
}

function automationRunJson({ id, trigger, report }: AutomationRun) {
  return { id, trigger, ...automationJson(JSON.parse(report) as AutomationReport) }; // as it was recorded
}
