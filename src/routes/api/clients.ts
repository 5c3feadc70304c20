import { createRoute, z } from '@hono/zod-openapi';
import { type ClientId, isId } from '#core/ids.ts';
import { liveUsage } from '#usecases/usage/live-usage.ts';
import { answers, forScope, refusals } from './answers.ts';
import type { ApiContext } from './api-env.ts';
import { apiProblem } from './api-problem.ts';
import { clientJson, historyJson, usageJson } from './client-json.ts';
import { newResource } from './new-resource.ts';
import { firstOf, noQuery, pageOfFound, pageQuery, positionOf } from './paging.ts';
import { client, clientHistory, clientState, clientUsage } from './schemas/client.ts';
import { clientId, pageOf } from './schemas/common.ts';

/** Of each part of a client's history. */
const HISTORY_ENTRIES = 200;

const params = z.object({ id: clientId });
const tags = ['Clients'];
const unknown = { 404: ['client_unknown'] };

const listClients = createRoute({
  method: 'get',
  path: '/api/v1/clients',
  operationId: 'listClients',
  summary: 'Clients, newest first',
  tags,
  ...forScope('read:clients'),
  request: {
    query: z.strictObject({
      search: z.string().trim().min(1).max(200).optional().openapi({
        description: 'Beginning of address, name or company; or a whole number or id.',
      }),
      state: clientState.optional(),
      ...pageQuery,
    }),
  },
  responses: { ...answers(200, 'A page of clients.', pageOf('Client', client)), ...refusals() },
});

const readClient = createRoute({
  method: 'get',
  path: '/api/v1/clients/{id}',
  operationId: 'readClient',
  summary: 'One client',
  tags,
  ...forScope('read:clients'),
  request: { params, query: noQuery },
  responses: { ...answers(200, 'The client.', client), ...refusals(unknown) },
});

const readHistory = createRoute({
  method: 'get',
  path: '/api/v1/clients/{id}/history',
  operationId: 'readClientHistory',
  summary: 'Everything that happened to one client',
  tags,
  ...forScope('read:clients'),
  request: { params, query: noQuery },
  responses: { ...answers(200, 'The history.', clientHistory), ...refusals(unknown) },
});

const readUsage = createRoute({
  method: 'get',
  path: '/api/v1/clients/{id}/usage',
  operationId: 'readClientUsage',
  summary: 'What the running month has cost so far',
  description: 'Asks the panel; by the function that makes the invoice.',
  tags,
  ...forScope('read:clients'),
  request: { params, query: noQuery },
  responses: {
    ...answers(200, 'The estimate, or why there is none.', clientUsage),
    ...refusals({ ...unknown, 409: ['client_not_enrolled'] }),
  },
});

export const clients = newResource();

clients.openapi(listClients, async (c) => {
  const { limit, cursor, search, state } = c.req.valid('query');
  const position = positionOf(c, 'clients', cursor, [(part) => isId('client', part)]);
  if (!position.ok) return position.error;
  const [before] = position.value ?? [];
  const rows = await c.env.ports.store.operators.searchClients({
    text: search ?? '',
    state,
    before: before as ClientId | undefined, // the cursor was checked
    limit: limit + 1,
  });
  return c.json(
    pageOfFound('clients', firstOf(rows, limit), clientJson, ({ id }) => [id]),
    200,
  );
});

clients.openapi(readClient, async (c) => {
  const { id } = c.req.valid('param');
  const { operators } = c.env.ports.store;
  const found = isId('client', id) ? await operators.foundClient(id) : undefined;
  return found ? c.json(clientJson(found), 200) : unknownClient(c);
});

clients.openapi(readHistory, async (c) => {
  const { id } = c.req.valid('param');
  const { store, clock } = c.env.ports;
  const found = isId('client', id)
    ? await store.operators.clientHistory(id, clock.nowMs(), HISTORY_ENTRIES)
    : undefined;
  return found ? c.json(historyJson(found), 200) : unknownClient(c);
});

clients.openapi(readUsage, async (c) => {
  const { id } = c.req.valid('param');
  const found = isId('client', id) ? await c.env.ports.store.clients.byId(id) : undefined;
  if (!found) return unknownClient(c);
  const { panelUserId } = found;
  if (panelUserId === null) {
    return apiProblem(c, 409, 'client_not_enrolled', 'This client has no account in the panel.');
  }
  return c.json(usageJson(await liveUsage(c.env.ports, { ...found, panelUserId })), 200);
});

function unknownClient(c: ApiContext) {
  return apiProblem(c, 404, 'client_unknown', 'There is no client with this id.');
}
