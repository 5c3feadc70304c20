/**
 * Somebody's server that listens to webhooks: keeps what came in, checks the signature by its own code, and can be told
 * to fail, to be slow, or to point elsewhere.
 */

import { Hono } from 'hono';
import { z } from 'zod';
import { createFailures, failuresOnDemand } from '../failures/failures.ts';
import { failureHelp } from '../failures/help.ts';
import { failureRuleSchema } from '../failures/rule.ts';
import { badRequest, check, readControl, readJson } from '../read-control.ts';
import { readForm } from '../read-form.ts';
import { type Received, ReceiverPage } from './receiver-page.tsx';
import { verify } from './verify.ts';

export interface WebhookReceiverOptions {
  readonly basePath: string;
  readonly nowMs: () => number;
}

const MESSAGES_KEPT = 1000;

const secretSchema = z.strictObject({ secret: z.string().min(1).nullable() });

export function createWebhookReceiver({ basePath, nowMs }: WebhookReceiverOptions): Hono {
  const failures = createFailures();
  const failOnDemand = failuresOnDemand(failures, () => '/inbox');
  let received: Received[] = [];
  let secret: string | null = null;

  const app = new Hono();
  app.get('/webhook-receiver', (c) => c.redirect(`${basePath}/webhook-receiver/`));
  app.get('/webhook-receiver/', (c) => {
    const inboxUrl = new URL(`${basePath}/webhook-receiver/inbox`, c.req.url).href;
    const page = { basePath, inboxUrl, secret, received: received.toReversed() };
    return c.html(<ReceiverPage {...page} />);
  });

  app.post(
    '/webhook-receiver/inbox',
    // Before a failure on demand: what was answered with an error came in all the same.
    async (c, next) => {
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      const body = new TextDecoder().decode(bytes);
      const header = (name: string) => c.req.header(name);
      const message = {
        id: header('webhook-id'),
        timestamp: header('webhook-timestamp'),
        signature: header('webhook-signature'),
      };
      const verdict = await verify(message, bytes, secret, nowMs());
      await next();
      const status = c.res.status;
      const requestId = header('x-request-id') ?? null;
      const receivedAt = new Date(nowMs()).toISOString();
      const entry = { ...message, body, verdict, status, requestId, receivedAt };
      received = [...received, entry].slice(-MESSAGES_KEPT);
    },
    failOnDemand,
    (c) => c.text('received'),
  );
  app.get('/webhook-receiver/elsewhere', (c) => c.text('nobody should follow'));

  app.get('/webhook-receiver/messages', (c) => c.json(received));
  app.delete('/webhook-receiver/messages', (c) => {
    received = [];
    return c.body(null, 204);
  });
  app.post('/webhook-receiver/secret', async (c) => {
    const given = await readControl(c, secretSchema);
    if (!given.ok) return badRequest(c, given.message);
    secret = given.value.secret;
    return c.body(null, 204);
  });
  /** The same from the page's form. */
  app.post('/webhook-receiver/', async (c) => {
    const given = (await readForm(c)).secret;
    secret = typeof given === 'string' && given.trim() !== '' ? given.trim() : null;
    return c.redirect(`${basePath}/webhook-receiver/`, 303);
  });

  app.get('/webhook-receiver/control', (c) =>
    c.json({ pending: failures.pending(), help: failureHelp('/inbox') }),
  );
  app.delete('/webhook-receiver/control', (c) => {
    failures.clear();
    return c.body(null, 204);
  });
  app.post('/webhook-receiver/control', async (c) => {
    const json = await readJson(c);
    if (!json.ok) return badRequest(c, json.message);
    const listed = Array.isArray(json.value) ? json.value : [json.value];
    const rules = check(z.array(failureRuleSchema), listed);
    if (!rules.ok) return badRequest(c, rules.message);
    failures.add(rules.value);
    return c.json({ pending: failures.pending() });
  });
  return app;
}
