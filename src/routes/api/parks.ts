import { createRoute, z } from '@hono/zod-openapi';
import { type ClientId, isId } from '#core/ids.ts';
import { type BillingMonth, parseMonth } from '#core/month.ts';
import type { ParkedClient } from '#ports/operator-lists.ts';
import { releaseParked } from '#usecases/invoicing/release-parked.ts';
import { refusalProblem } from '../admin/refusal-problem.ts';
import { parkedJson } from '../admin/run-json.ts';
import { answers, bodyOf, forScope, refusals, refusalsOfWrite } from './answers.ts';
import { asProblem, plain } from './api-problem.ts';
import { newResource } from './new-resource.ts';
import { once, onceHeaders } from './once.ts';
import { firstOf, noQuery, pageOfFound, pageQuery, positionOf } from './paging.ts';
import { pageOf, wantedMonth } from './schemas/common.ts';
import { parkedClient, parkRelease } from './schemas/run.ts';

const tags = ['Parks'];

const listParks = createRoute({
  method: 'get',
  path: '/api/v1/parks',
  operationId: 'listParks',
  summary: 'Who is held back, and why',
  description: "By each month's newest executed run: newest month first, then by client.",
  tags,
  ...forScope('read:runs'),
  request: { query: z.strictObject({ month: wantedMonth.optional(), ...pageQuery }) },
  responses: {
    ...answers(200, 'A page of parked clients.', pageOf('ParkedClient', parkedClient)),
    ...refusals(),
  },
});

const releasePark = createRoute({
  method: 'post',
  path: '/api/v1/parks/releases',
  operationId: 'releasePark',
  summary: 'Overrules one suspicion about a client and month',
  description: 'The next run of the month bills the client, unless something else is wrong.',
  tags,
  ...forScope('write:parks'),
  request: { query: noQuery, headers: onceHeaders, body: bodyOf(parkRelease) },
  responses: {
    ...answers(201, 'It is overruled.', parkRelease),
    ...refusalsOfWrite({ 404: ['client_unknown'], 422: ['not_releasable'] }),
  },
});

export const parks = newResource();

parks.openapi(listParks, async (c) => {
  const { limit, cursor, month } = c.req.valid('query');
  const position = positionOf(c, 'parks', cursor, [
    (part) => parseMonth(part).ok,
    (part) => isId('client', part),
  ]);
  if (!position.ok) return position.error;
  const [afterMonth, clientId] = position.value ?? [];
  // The cursor has checked both.
  const after = clientId
    ? { month: afterMonth as BillingMonth, clientId: clientId as ClientId }
    : undefined;
  const rows = await c.env.ports.store.operators.parkedClients({
    limit: limit + 1,
    month,
    after,
  });
  const toParts = (row: ParkedClient) => [row.month, row.clientId];
  return c.json(pageOfFound('parks', firstOf(rows, limit), toJson, toParts), 200);
});

parks.openapi(releasePark, async (c) => {
  const release = c.req.valid('json');
  return once(c, async () => {
    const released = await releaseParked(c.env.ports, release, c.var.caller.actor);
    return released.ok ? c.json(release, 201) : asProblem(refusalProblem(plain(c), released.error));
  });
});

function toJson(parked: ParkedClient) {
  const { month, runId } = parked;
  return { month, runId, ...parkedJson(parked) };
}
