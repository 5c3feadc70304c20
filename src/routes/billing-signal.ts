import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { hearSignal } from '#usecases/delivery/hear-signal.ts';
import type { AppContext, AppEnv } from './app-env.ts';
import { problem } from './problem.ts';

/** Webhooks of theirs carry a whole invoice with its lines. */
const MAX_SIGNAL_BYTES = 512 * 1024;

const signalLimit = bodyLimit({
  maxSize: MAX_SIGNAL_BYTES,
  onError: (c) =>
    problem(
      c as AppContext,
      413,
      'body_too_large',
      `At most ${MAX_SIGNAL_BYTES} bytes are accepted.`,
    ),
});

/** Says of every proved signal the same, whether the document is one of ours or not. */
export const billingSignal = new Hono<AppEnv>().post('/billing/signal', signalLimit, async (c) => {
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
