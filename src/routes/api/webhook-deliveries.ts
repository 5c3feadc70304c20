import { createRoute, z } from '@hono/zod-openapi';
import { type Id, isId } from '#core/ids.ts';
import { resendDelivery, resendFailed } from '#usecases/webhooks/resend.ts';
import { sendTestEvent } from '#usecases/webhooks/send-test-event.ts';
import { answers, bodyOf, forScope, refusals, refusalsOfWrite } from './answers.ts';
import { newResource } from './new-resource.ts';
import { once, onceHeaders } from './once.ts';
import { firstOf, noQuery, pageOfFound, pageQuery, positionOf } from './paging.ts';
import { pageOf } from './schemas/common.ts';
import { done, messageId, messageRef, resendRequest, webhookDelivery } from './schemas/webhook.ts';
import { webhookDeliveryJson } from './webhook-json.ts';
import { webhookParams as params, refuseWebhook, webhookTags as tags } from './webhooks.ts';

const state = z.enum(['pending', 'delivered', 'failed']);

const listDeliveries = createRoute({
  method: 'get',
  path: '/api/v1/webhooks/{id}/deliveries',
  operationId: 'listWebhookDeliveries',
  summary: 'What was sent and is still to be sent, newest first',
  description: 'Kept for 30 days.',
  tags,
  ...forScope('read:webhooks'),
  request: { params, query: z.strictObject({ state: state.optional(), ...pageQuery }) },
  responses: {
    ...answers(200, 'A page of the log.', pageOf('WebhookDelivery', webhookDelivery)),
    ...refusals({ 404: ['webhook_unknown'] }),
  },
});

const testWebhook = createRoute({
  method: 'post',
  path: '/api/v1/webhooks/{id}/test',
  operationId: 'testWebhook',
  summary: 'Sends a test event',
  tags,
  ...forScope('write:webhooks'),
  request: { params, query: noQuery, headers: onceHeaders },
  responses: {
    ...answers(202, 'It is on its way.', messageRef),
    ...refusals({ 404: ['webhook_unknown'], 409: ['webhook_disabled'] }, { writes: true }),
  },
});

const resendOne = createRoute({
  method: 'post',
  path: '/api/v1/webhooks/{id}/deliveries/{messageId}/resend',
  operationId: 'resendWebhookDelivery',
  summary: 'Sends one message again, under the same id',
  tags,
  ...forScope('write:webhooks'),
  request: { params: params.extend({ messageId }), query: noQuery, headers: onceHeaders },
  responses: {
    ...answers(202, 'It is on its way.', done),
    ...refusals(
      {
        404: ['webhook_unknown', 'webhook_delivery_unknown'],
        409: ['webhook_disabled', 'webhook_delivery_pending'],
      },
      { writes: true },
    ),
  },
});

const resendAll = createRoute({
  method: 'post',
  path: '/api/v1/webhooks/{id}/resend-failed',
  operationId: 'resendFailedWebhookDeliveries',
  summary: 'Sends again what failed since a time',
  tags,
  ...forScope('write:webhooks'),
  request: { params, query: noQuery, headers: onceHeaders, body: bodyOf(resendRequest) },
  responses: {
    ...answers(202, 'They are on their way.', done),
    ...refusalsOfWrite({ 404: ['webhook_unknown'], 409: ['webhook_disabled'] }),
  },
});

export const webhookDeliveries = newResource();

webhookDeliveries.openapi(listDeliveries, async (c) => {
  const { id } = c.req.valid('param');
  const { limit, cursor, state: wanted } = c.req.valid('query');
  const { webhooks } = c.env.ports.store;
  if (!isId('webhook', id) || !(await webhooks.endpoint(id))) {
    return refuseWebhook(c, { reason: 'webhook_unknown' });
  }
  const position = positionOf(c, 'webhook', cursor, [(part) => isId('message', part)]);
  if (!position.ok) return position.error;
  const before = position.value?.[0] as Id<'message'> | undefined; // the cursor has checked it
  const rows = await webhooks.log({ endpointId: id, state: wanted, before, limit: limit + 1 });
  const page = firstOf(rows, limit);
  return c.json(
    pageOfFound('webhook', page, webhookDeliveryJson, (row) => [row.id]),
    200,
  );
});

webhookDeliveries.openapi(testWebhook, (c) =>
  once(c, async () => {
    const { id } = c.req.valid('param');
    if (!isId('webhook', id)) return refuseWebhook(c, { reason: 'webhook_unknown' });
    const sent = await sendTestEvent(c.env.ports, id, c.var.caller.actor);
    return sent.ok ? c.json(sent.value, 202) : refuseWebhook(c, sent.error);
  }),
);

webhookDeliveries.openapi(resendOne, (c) =>
  once(c, async () => {
    const { id: endpointId, messageId: id } = c.req.valid('param');
    if (!isId('webhook', endpointId)) return refuseWebhook(c, { reason: 'webhook_unknown' });
    if (!isId('message', id)) return refuseWebhook(c, { reason: 'webhook_delivery_unknown' });
    const resent = await resendDelivery(c.env.ports, { endpointId, id }, c.var.caller.actor);
    return resent.ok ? c.json({ ok: true as const }, 202) : refuseWebhook(c, resent.error);
  }),
);

webhookDeliveries.openapi(resendAll, (c) =>
  once(c, async () => {
    const { id: endpointId } = c.req.valid('param');
    if (!isId('webhook', endpointId)) return refuseWebhook(c, { reason: 'webhook_unknown' });
    const sinceMs = Date.parse(c.req.valid('json').since);
    const resent = await resendFailed(c.env.ports, { endpointId, sinceMs }, c.var.caller.actor);
    return resent.ok ? c.json({ ok: true as const }, 202) : refuseWebhook(c, resent.error);
  }),
);
