import { Hono } from 'hono';
import { z } from 'zod';
import { isId } from '#core/ids.ts';
import type { Result } from '#core/result.ts';
import { DESCRIPTION_MAX_CHARACTERS } from '#core/webhooks/endpoint.ts';
import { changeEndpoint } from '#usecases/webhooks/change-endpoint.ts';
import { createEndpoint } from '#usecases/webhooks/create-endpoint.ts';
import type { WebhookRefusal } from '#usecases/webhooks/endpoint-ports.ts';
import { removeEndpoint } from '#usecases/webhooks/remove-endpoint.ts';
import { resendDelivery, resendFailed } from '#usecases/webhooks/resend.ts';
import { rotateSecret } from '#usecases/webhooks/rotate-secret.ts';
import { sendTestEvent } from '#usecases/webhooks/send-test-event.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import { boundedBody } from '../bounded-body.ts';
import { problem } from '../problem.ts';
import { describeWebhookRefusal } from '../webhook-refusal.ts';
import { malformed } from './malformed.ts';
import { refusalProblem } from './refusal-problem.ts';
import { signedBody } from './signed-request.ts';

const events = z.array(z.string().max(64)).max(64);
const description = z.string().trim().max(DESCRIPTION_MAX_CHARACTERS);
const newEndpoint = z.object({
  url: z.string().max(500),
  description: description.default(''),
  events,
});
const ofEndpoint = z.object({
  webhookId: z.custom<`whk_${string}`>((id) => typeof id === 'string' && isId('webhook', id)),
});
const change = ofEndpoint.extend({
  url: z.string().max(500).optional(),
  description: description.optional(),
  events: events.optional(),
  enabled: z.boolean().optional(),
});
const ofDelivery = ofEndpoint.extend({
  messageId: z.custom<`msg_${string}`>((id) => typeof id === 'string' && isId('message', id)),
});
const since = ofEndpoint.extend({ since: z.iso.datetime({ offset: true }) });

type Act = (c: AppContext, fields: unknown, actor: string) => Promise<Response>;

/** Reads go by the API, which takes a signature to read as well. */
const ACTIONS: Readonly<Record<string, Act>> = {
  create_webhook: doing(newEndpoint, (c, endpoint, actor) =>
    createEndpoint(c.env.ports, endpoint, actor),
  ),
  change_webhook: doing(change, (c, { webhookId, ...changes }, actor) =>
    changeEndpoint(c.env.ports, webhookId, changes, actor),
  ),
  remove_webhook: doing(ofEndpoint, (c, { webhookId }, actor) =>
    removeEndpoint(c.env.ports, webhookId, actor),
  ),
  rotate_webhook_secret: doing(ofEndpoint, async (c, { webhookId }, actor) =>
    rotateSecret(c.env.ports, webhookId, actor),
  ),
  test_webhook: doing(ofEndpoint, (c, { webhookId }, actor) =>
    sendTestEvent(c.env.ports, webhookId, actor),
  ),
  resend_webhook: doing(ofDelivery, (c, { webhookId: endpointId, messageId: id }, actor) =>
    resendDelivery(c.env.ports, { endpointId, id }, actor),
  ),
  resend_failed_webhooks: doing(since, (c, { webhookId: endpointId, since }, actor) =>
    resendFailed(c.env.ports, { endpointId, sinceMs: Date.parse(since) }, actor),
  ),
};

/** Endpoints of webhooks, by signed request. Secrets are answered once. */
export const webhookEndpoints = new Hono<AppEnv>().post(
  '/admin/webhook-endpoints',
  boundedBody,
  async (c) => {
    const request = await signedBody(c, Object.keys(ACTIONS));
    if (!request.ok) return request.error;
    const { action, fields, kid } = request.value;
    const act = ACTIONS[action];
    if (!act) throw new Error(`the action ${action} passed the check and has no meaning`);
    c.header('cache-control', 'no-store');
    return act(c, fields, `admin:${kid}`);
  },
);

function doing<S extends z.ZodType>(
  schema: S,
  work: (
    c: AppContext,
    fields: z.output<S>,
    actor: string,
  ) => Promise<Result<object | null, WebhookRefusal>>,
): Act {
  return async (c, fields, actor) => {
    const parsed = schema.safeParse(fields);
    if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
    const done = await work(c, parsed.data, actor);
    if (done.ok) return c.json({ ok: true, ...done.value });
    const { status, detail } = describeWebhookRefusal(done.error);
    return problem(c, status, done.error.reason, detail);
  };
}
