// Endpoints of webhooks. What is done with their deliveries: webhook-deliveries.ts.
import { createRoute, z } from '@hono/zod-openapi';
import { type Id, isId } from '#core/ids.ts';
import { changeEndpoint } from '#usecases/webhooks/change-endpoint.ts';
import { createEndpoint } from '#usecases/webhooks/create-endpoint.ts';
import type { WebhookRefusal } from '#usecases/webhooks/endpoint-ports.ts';
import { removeEndpoint } from '#usecases/webhooks/remove-endpoint.ts';
import { rotateSecret } from '#usecases/webhooks/rotate-secret.ts';
import { describeWebhookRefusal } from '../webhook-refusal.ts';
import { answers, bodyOf, forScope, refusals, refusalsOfWrite } from './answers.ts';
import type { ApiContext } from './api-env.ts';
import { apiProblem } from './api-problem.ts';
import { iso } from './instants.ts';
import { newResource } from './new-resource.ts';
import { once, onceHeaders } from './once.ts';
import { noQuery } from './paging.ts';
import { wholeList } from './schemas/common.ts';
import {
  done,
  newWebhook,
  webhook,
  webhookChange,
  webhookId,
  webhookSecret,
} from './schemas/webhook.ts';
import { webhookJson } from './webhook-json.ts';

export const webhookTags = ['Webhooks'];
const tags = webhookTags;
export const webhookParams = z.object({ id: webhookId });
const params = webhookParams;
const OF_ADDRESS = ['webhook_url_malformed', 'webhook_url_insecure', 'webhook_url_not_public'];

const listWebhooks = createRoute({
  method: 'get',
  path: '/api/v1/webhooks',
  operationId: 'listWebhooks',
  summary: 'Every endpoint',
  tags,
  ...forScope('read:webhooks'),
  request: { query: noQuery },
  responses: {
    ...answers(200, 'All of them; there are 20 at most.', wholeList(webhook)),
    ...refusals(),
  },
});

const createWebhook = createRoute({
  method: 'post',
  path: '/api/v1/webhooks',
  operationId: 'createWebhook',
  summary: 'Adds an endpoint',
  description:
    'The answer has no secret, because answers are kept for repeats: `createWebhookSecret` gives it.',
  tags,
  ...forScope('write:webhooks'),
  request: { query: noQuery, headers: onceHeaders, body: bodyOf(newWebhook) },
  responses: {
    ...answers(201, 'It gets events from now on.', webhook),
    ...refusalsOfWrite({ 409: ['webhooks_too_many'], 422: OF_ADDRESS }),
  },
});

const readWebhook = createRoute({
  method: 'get',
  path: '/api/v1/webhooks/{id}',
  operationId: 'readWebhook',
  summary: 'One endpoint',
  tags,
  ...forScope('read:webhooks'),
  request: { params, query: noQuery },
  responses: {
    ...answers(200, 'The endpoint.', webhook),
    ...refusals({ 404: ['webhook_unknown'] }),
  },
});

const changeWebhook = createRoute({
  method: 'patch',
  path: '/api/v1/webhooks/{id}',
  operationId: 'changeWebhook',
  summary: 'Changes an endpoint',
  description: 'What is left out stays. Enabling one that was given up begins with a clean slate.',
  tags,
  ...forScope('write:webhooks'),
  request: { params, query: noQuery, body: bodyOf(webhookChange) },
  responses: {
    ...answers(200, 'The endpoint as it is now.', webhook),
    ...refusalsOfWrite({ 404: ['webhook_unknown'], 422: OF_ADDRESS }),
  },
});

const removeWebhook = createRoute({
  method: 'delete',
  path: '/api/v1/webhooks/{id}',
  operationId: 'removeWebhook',
  summary: 'Removes an endpoint with its log',
  tags,
  ...forScope('write:webhooks'),
  request: { params, query: noQuery },
  responses: {
    ...answers(200, 'It is gone.', done),
    ...refusals({ 404: ['webhook_unknown'] }, { writes: true }),
  },
});

const createSecret = createRoute({
  method: 'post',
  path: '/api/v1/webhooks/{id}/secret',
  operationId: 'createWebhookSecret',
  summary: 'Makes a new signing secret',
  description: 'It is answered here and never again. For 24 hours the one before signs as well.',
  tags,
  ...forScope('write:webhooks'),
  request: { params, query: noQuery },
  responses: {
    ...answers(200, 'The secret.', webhookSecret),
    ...refusals({ 404: ['webhook_unknown'] }, { writes: true }),
  },
});

export const webhooks = newResource();

webhooks.openapi(listWebhooks, async (c) => {
  const endpoints = await c.env.ports.store.webhooks.endpoints();
  return c.json({ data: endpoints.map(webhookJson), next: null }, 200);
});

webhooks.openapi(createWebhook, (c) =>
  once(c, async () => {
    const { ports } = c.env;
    const created = await createEndpoint(ports, c.req.valid('json'), c.var.caller.actor);
    if (!created.ok) return refuseWebhook(c, created.error);
    const endpoint = await ports.store.webhooks.endpoint(created.value.id);
    if (!endpoint) return refuseWebhook(c, { reason: 'webhook_unknown' });
    return c.json(webhookJson(endpoint), 201);
  }),
);

webhooks.openapi(readWebhook, async (c) => {
  const endpoint = await endpointOf(c, c.req.valid('param').id);
  return endpoint
    ? c.json(webhookJson(endpoint), 200)
    : refuseWebhook(c, { reason: 'webhook_unknown' });
});

webhooks.openapi(changeWebhook, async (c) => {
  const { id } = c.req.valid('param');
  if (!isId('webhook', id)) return refuseWebhook(c, { reason: 'webhook_unknown' });
  const change = c.req.valid('json');
  const changed = await changeEndpoint(c.env.ports, id, change, c.var.caller.actor);
  if (!changed.ok) return refuseWebhook(c, changed.error);
  const endpoint = await endpointOf(c, id);
  return endpoint
    ? c.json(webhookJson(endpoint), 200)
    : refuseWebhook(c, { reason: 'webhook_unknown' });
});

webhooks.openapi(removeWebhook, async (c) => {
  const { id } = c.req.valid('param');
  if (!isId('webhook', id)) return refuseWebhook(c, { reason: 'webhook_unknown' });
  const removed = await removeEndpoint(c.env.ports, id, c.var.caller.actor);
  return removed.ok ? c.json({ ok: true as const }, 200) : refuseWebhook(c, removed.error);
});

webhooks.openapi(createSecret, async (c) => {
  const { id } = c.req.valid('param');
  if (!isId('webhook', id)) return refuseWebhook(c, { reason: 'webhook_unknown' });
  const rotated = await rotateSecret(c.env.ports, id, c.var.caller.actor);
  if (!rotated.ok) return refuseWebhook(c, rotated.error);
  const { secret, oldSecretUntilMs } = rotated.value;
  return c.json({ secret, oldSecretUntil: iso(oldSecretUntilMs) }, 200);
});

function endpointOf(c: ApiContext, id: string) {
  return isId('webhook', id)
    ? c.env.ports.store.webhooks.endpoint(id as Id<'webhook'>)
    : Promise.resolve(undefined);
}

export function refuseWebhook(c: ApiContext, refusal: WebhookRefusal) {
  const { status, detail } = describeWebhookRefusal(refusal);
  return apiProblem(c, status, refusal.reason, detail);
}
