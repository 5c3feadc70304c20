import { Hono } from 'hono';
import { hearSignal } from '#usecases/delivery/hear-signal.ts';
import type { AppEnv } from './app-env.ts';
import { boundedBody } from './bounded-body.ts';
import { problem } from './problem.ts';

/** Says of every proved signal the same, whether the document is one of ours or not. */
export const billingSignal = new Hono<AppEnv>().post('/billing/signal', boundedBody, async (c) => {
  const heard = await hearSignal(c.env.ports, {
    headers: c.req.raw.headers,
    query: new URL(c.req.url).searchParams,
    body: new Uint8Array(await c.req.arrayBuffer()),
  });
  if (heard === 'heard') return c.body(null, 204);
  return problem(
    c,
    403,
    'signal_refused',
    'This signal is not signed with our secret, or is too old.',
  );
});
