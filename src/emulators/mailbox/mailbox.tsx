/**
 * A mailbox for every address: what our development mail adapter sends ends here. It stores each
 * delivery, also one with a message id seen before, because a test must be able to see duplicates;
 * but what is sent twice under one `Idempotency-Key` is one delivery.
 */
import { Hono } from 'hono';
import { z } from 'zod';
import { createFailures, failuresOnDemand } from '../failures/failures.ts';
import { failureHelp } from '../failures/help.ts';
import { failureRuleSchema } from '../failures/rule.ts';
import { badRequest, check, readControl, readJson } from '../read-control.ts';
import { MailboxPage } from './mailbox-page.tsx';
import { deliverySchema, type Message } from './message.ts';

export interface MailboxOptions {
  readonly basePath: string;
  readonly nowMs: () => number;
}

const MESSAGES_KEPT = 5000;

export function createMailbox({ basePath, nowMs }: MailboxOptions): Hono {
  const failures = createFailures();
  const failOnDemand = failuresOnDemand(failures, () => '/messages');
  const idsByKey = new Map<string, string>();
  let messages: Message[] = [];
  let delivered = 0;

  const messagesTo = (to: string | undefined) => {
    const newestFirst = messages.toReversed();
    if (to === undefined) return newestFirst;
    return newestFirst.filter((message) => message.to.toLowerCase() === to.toLowerCase());
  };

  const app = new Hono();
  app.get('/mailbox', (c) => c.redirect(`${basePath}/mailbox/`));
  app.get('/mailbox/', (c) => {
    const to = c.req.query('to') || undefined;
    return c.html(<MailboxPage basePath={basePath} messages={messagesTo(to)} to={to} />);
  });

  app.get('/mailbox/messages', failOnDemand, (c) => c.json(messagesTo(c.req.query('to'))));
  app.delete('/mailbox/messages', failOnDemand, (c) => {
    messages = [];
    return c.body(null, 204);
  });
  app.post('/mailbox/messages', failOnDemand, async (c) => {
    const delivery = await readControl(c, deliverySchema);
    if (!delivery.ok) return badRequest(c, delivery.message);
    const key = c.req.header('idempotency-key');
    const before = key === undefined ? undefined : idsByKey.get(key);
    if (before !== undefined) return c.json({ id: before }, 201);
    delivered += 1;
    const id = `mail-${delivered}`;
    if (key !== undefined) idsByKey.set(key, id);
    const { messageId = null, ...rest } = delivery.value;
    const receivedAt = new Date(nowMs()).toISOString();
    messages = [...messages, { id, ...rest, messageId, receivedAt }].slice(-MESSAGES_KEPT);
    return c.json({ id }, 201);
  });

  app.get('/mailbox/control', (c) =>
    c.json({ pending: failures.pending(), help: failureHelp('/messages') }),
  );
  app.delete('/mailbox/control', (c) => {
    failures.clear();
    return c.body(null, 204);
  });
  app.post('/mailbox/control', async (c) => {
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
