import { z } from '@hono/zod-openapi';
import { DESCRIPTION_MAX_CHARACTERS } from '#core/webhooks/endpoint.ts';
import { WEBHOOK_EVENT_TYPES, WEBHOOK_EVENTS } from '#core/webhooks/events.ts';
import { idOf, instant, list } from './common.ts';

export const webhookId = idOf('whk', 'an endpoint');
export const messageId = idOf('msg', 'a delivery');

const eventType = z.enum(WEBHOOK_EVENT_TYPES as [string, ...string[]]).openapi({
  description: Object.entries(WEBHOOK_EVENTS)
    .map(([type, { when, carries }]) => `\`${type}\`: ${when} Carries ${carries.join(', ')}.`)
    .join('\n'),
  example: 'invoice.issued',
});
const description = z.string().trim().max(DESCRIPTION_MAX_CHARACTERS);
const url = z.string().max(500).openapi({ example: 'https://hooks.example.net/postmeter' });

export const newWebhook = z
  .strictObject({ url, description: description.default(''), events: z.array(eventType).min(1) })
  .openapi('NewWebhook');

export const webhookChange = z
  .strictObject({
    url: url.optional(),
    description: description.optional(),
    events: z.array(eventType).min(1).optional(),
    enabled: z.boolean().optional(),
  })
  .openapi('WebhookChange');

export const webhook = z
  .object({
    id: webhookId,
    url: z.string(),
    description: z.string(),
    events: list(z.string()),
    enabled: z.boolean(),
    disabledReason: z.enum(['operator', 'gone', 'failing']).nullable(),
    failingSince: instant.nullable(),
    createdBy: z.string(),
    createdAt: instant,
  })
  .openapi('Webhook');

export const webhookSecret = z
  .object({
    secret: z.string().openapi({ description: 'Answered once; keep it.', example: 'whsec_…' }),
    oldSecretUntil: instant.openapi({ description: 'Until then the one before signs as well.' }),
  })
  .openapi('WebhookSecret');

export const webhookDelivery = z
  .object({
    id: messageId,
    type: z.string(),
    state: z.enum(['pending', 'delivered', 'failed']),
    attempts: z.int(),
    status: z.int().nullable().openapi({ description: 'Of the last attempt; null: no answer.' }),
    error: z.string().nullable(),
    excerpt: z.string().openapi({ description: 'The beginning of the last answer.' }),
    payload: z.record(z.string(), z.unknown()),
    nextAttemptAt: instant.nullable(),
    attemptedAt: instant.nullable(),
    createdAt: instant,
  })
  .openapi('WebhookDelivery');

export const messageRef = z.object({ messageId }).openapi('WebhookMessage');
export const resendRequest = z.strictObject({ since: instant }).openapi('ResendRequest');
export const done = z.object({ ok: z.literal(true) });
