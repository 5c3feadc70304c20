// What the panel's event handlers call (docs/metering.md). A stranger gets the answer of a page that is not there.
import { Hono } from 'hono';
import { z } from 'zod';
import { readOutsideJson } from '#core/parse-outside-json.ts';
import { settleEvents } from '#usecases/metering/settle-events.ts';
import { takeInEvent } from '#usecases/metering/take-in-event.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import { boundedBody } from '../bounded-body.ts';
import { notFound } from '../errors.tsx';

const fields = z.record(z.string(), z.unknown());
export const panelEvents = new Hono<AppEnv>().post(
  '/panel/events/:secret',
  boundedBody,
  async (c) => {
    const { ports } = c.env;
    const taken = await takeInEvent(ports, {
      secret: c.req.param('secret'),
      parameters: await parametersOf(c),
    });
    if (!taken.ok) return notFound(c);
    // Not awaited: the panel waits for this answer, and must not wait for itself. What is not settled here is by the pulse.
    c.executionCtx.waitUntil(settleEvents(ports));
    return c.json({ stored: true }, 202);
  },
);

/** Of the URL, and of a form or JSON object. Any other body is no part of what we need. */
async function parametersOf(c: AppContext): Promise<[string, unknown][]> {
  const query: [string, unknown][] = [...new URL(c.req.url).searchParams];
  // Not text(): workerd warns in the log about a content type that is no text.
  const text = new TextDecoder().decode(await c.req.arrayBuffer());
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') {
    return [...query, ...new URLSearchParams(text)];
  }
  if (type !== 'application/json') return query;
  const body = fields.safeParse(readOutsideJson(text));
  return body.success ? [...query, ...Object.entries(body.data)] : query;
}
