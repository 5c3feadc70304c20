import { createRoute, z } from '@hono/zod-openapi';
import { isId, type RunId } from '#core/ids.ts';
import { checkOverrideMonth } from '#core/invoicing/override.ts';
import { planEntry } from '#core/invoicing/plan-entry.ts';
import type { RunItemRow } from '#ports/run-reads.ts';
import { planOverride } from '#usecases/invoicing/plan-override.ts';
import { runReport } from '#usecases/invoicing/run-report.ts';
import { refusalProblem } from '../admin/refusal-problem.ts';
import { itemJson, runHeadJson, runJson } from '../admin/run-json.ts';
import { answers, bodyOf, forScope, refusals, refusalsOfWrite } from './answers.ts';
import type { ApiContext } from './api-env.ts';
import { apiProblem, asProblem, plain } from './api-problem.ts';
import { newResource } from './new-resource.ts';
import { once, onceHeaders } from './once.ts';
import { firstOf, noQuery, pageOfFound, pageQuery, positionOf } from './paging.ts';
import { pageOf, runId, wantedMonth } from './schemas/common.ts';
import { execution, executionRequest, planRequest, run, runHead, runItem } from './schemas/run.ts';

const params = z.object({ id: runId });
const tags = ['Runs'];

const listRuns = createRoute({
  method: 'get',
  path: '/api/v1/runs',
  operationId: 'listRuns',
  summary: 'Runs, newest first',
  tags,
  ...forScope('read:runs'),
  request: { query: z.strictObject({ month: wantedMonth.optional(), ...pageQuery }) },
  responses: { ...answers(200, 'A page of runs.', pageOf('Run', runHead)), ...refusals() },
});

const readRun = createRoute({
  method: 'get',
  path: '/api/v1/runs/{id}',
  operationId: 'readRun',
  summary: 'One run with its figures',
  tags,
  ...forScope('read:runs'),
  request: { params, query: noQuery },
  responses: { ...answers(200, 'The run.', run), ...refusals({ 404: ['run_unknown'] }) },
});

const listItems = createRoute({
  method: 'get',
  path: '/api/v1/runs/{id}/items',
  operationId: 'listRunItems',
  summary: 'The plan, client by client',
  tags,
  ...forScope('read:runs'),
  request: { params, query: z.strictObject(pageQuery) },
  responses: {
    ...answers(200, 'A page of the plan, in order of client.', pageOf('RunItem', runItem)),
    ...refusals({ 404: ['run_unknown'] }),
  },
});

const planRun = createRoute({
  method: 'post',
  path: '/api/v1/runs',
  operationId: 'planRun',
  summary: 'Plans a closed month',
  description: 'Makes no document: a plan is executed by its manifest.',
  tags,
  ...forScope('write:runs'),
  request: { query: noQuery, headers: onceHeaders, body: bodyOf(planRequest) },
  responses: {
    ...answers(200, 'The plan.', run),
    ...answers(202, 'The plan is still being made: read the run until it is planned.', run),
    ...refusalsOfWrite({ 422: ['month_not_closed'] }),
  },
});

const executeRun = createRoute({
  method: 'post',
  path: '/api/v1/runs/{id}/execution',
  operationId: 'executeRun',
  summary: 'Executes exactly this plan',
  description: 'Makes the documents that the manifest stands for. Repeating it changes nothing.',
  tags,
  ...forScope('write:runs'),
  request: { params, query: noQuery, headers: onceHeaders, body: bodyOf(executionRequest) },
  responses: {
    ...answers(202, 'It is being executed: read the run until it is executed.', execution),
    ...refusalsOfWrite({
      404: ['run_unknown'],
      409: ['manifest_unknown', 'plan_superseded', 'plan_expired', 'plan_is_shadow'],
    }),
  },
});

export const runs = newResource();

runs.openapi(listRuns, async (c) => {
  const { limit, cursor, month } = c.req.valid('query');
  const position = positionOf(c, 'runs', cursor, [(part) => isId('run', part)]);
  if (!position.ok) return position.error;
  const [before] = position.value ?? [];
  const rows = await c.env.ports.store.operators.runs({
    limit: limit + 1,
    month,
    before: before as RunId | undefined, // the cursor was checked
  });
  return c.json(
    pageOfFound('runs', firstOf(rows, limit), runHeadJson, ({ id }) => [id]),
    200,
  );
});

runs.openapi(readRun, async (c) => {
  const { id } = c.req.valid('param');
  const report = isId('run', id) ? await runReport(c.env.ports, id) : undefined;
  return report ? c.json(runJson(report), 200) : unknownRun(c);
});

runs.openapi(listItems, async (c) => {
  const { limit, cursor } = c.req.valid('query');
  const { id } = c.req.valid('param');
  const position = positionOf(c, `items ${id}`, cursor, [(part) => isId('client', part)]);
  if (!position.ok) return position.error;
  const { store } = c.env.ports;
  const [after = ''] = position.value ?? [];
  const found = isId('run', id) ? await store.runs.byId(id) : undefined;
  if (!found) return unknownRun(c);
  const page = await store.runs.items(found.id, after, limit);
  const toJson = (row: RunItemRow) => itemJson(planEntry(row));
  return c.json(
    pageOfFound(`items ${id}`, page, toJson, ({ clientId }) => [clientId]),
    200,
  );
});

runs.openapi(planRun, async (c) => {
  const { ports } = c.env;
  const { month: given, corrections } = c.req.valid('json');
  const month = checkOverrideMonth(given, ports.clock.nowMs(), ports.settings.timeZone);
  if (!month.ok) return asProblem(refusalProblem(plain(c), month.error));
  return once(c, async () => {
    const report = await planOverride(
      ports,
      { month: month.value, corrections },
      c.var.caller.actor,
    );
    const status = report.run.state === 'planning' ? 202 : 200;
    return c.json(runJson(report), status);
  });
});

runs.openapi(executeRun, async (c) => {
  const { id } = c.req.valid('param');
  const { manifest } = c.req.valid('json');
  const { store, runs: object } = c.env.ports;
  return once(c, async () => {
    const found = isId('run', id) ? await store.runs.byId(id) : undefined;
    if (!found) return unknownRun(c);
    const { month } = found;
    if (found.manifest !== manifest) {
      return asProblem(refusalProblem(plain(c), { reason: 'manifest_unknown' }));
    }
    const started = await object.approve({ month, manifest, approvedBy: c.var.caller.actor });
    if (!started.ok) return asProblem(refusalProblem(plain(c), started.error));
    return c.json({ runId: started.value, month, manifest }, 202);
  });
});

function unknownRun(c: ApiContext) {
  return apiProblem(c, 404, 'run_unknown', 'There is no run with this id.');
}
