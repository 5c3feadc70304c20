/**
 * The one clock of all emulators. Moving it moves the demo's time; from there it runs on at the
 * speed of the real one.
 */
import { Hono } from 'hono';
import { z } from 'zod';
import { badRequest, readControl } from '../read-control.ts';

export interface Clock {
  readonly app: Hono;
  readonly nowMs: () => number;
}

const moveSchema = z.strictObject({ now: z.iso.datetime({ offset: true }).nullable() });

export function createClock(realNowMs: () => number): Clock {
  let offsetMs = 0;
  const nowMs = () => realNowMs() + offsetMs;
  const reading = () => ({ now: new Date(nowMs()).toISOString(), offsetMs });

  const app = new Hono();
  app.get('/clock', (c) => c.json(reading()));
  app.post('/clock', async (c) => {
    const move = await readControl(c, moveSchema);
    if (!move.ok) return badRequest(c, move.message);
    offsetMs = move.value.now === null ? 0 : Date.parse(move.value.now) - realNowMs();
    return c.json(reading());
  });
  return { app, nowMs };
}
