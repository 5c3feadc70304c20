/**
 * All emulators behind one door. Each speaks its vendor's HTTP and knows nothing of ours. State lives
 * in closures, so that several sets can run in one process; nothing random or timed happens before the
 * first request, because workerd forbids it while a Worker starts.
 */
import { Hono } from 'hono';
import { createClock } from './clock/clock.ts';
import { createMailbox } from './mailbox/mailbox.tsx';
import { createSolusvm } from './solusvm/solusvm.ts';

export interface EmulatorsOptions {
  /** How the browser sees the place where the caller mounts `app`, for example `/emulators`. */
  readonly basePath: string;
  readonly panelToken: string;
  readonly realNowMs?: () => number;
}

export interface Emulators {
  readonly app: Hono;
  readonly nowMs: () => number;
}

export function createEmulators(options: EmulatorsOptions): Emulators {
  const basePath = options.basePath.replace(/\/+$/, '');
  const { app: clock, nowMs } = createClock(options.realNowMs ?? (() => Date.now()));
  const app = new Hono();
  app.route('/', clock);
  app.route('/', createMailbox({ basePath, nowMs }));
  app.route('/', createSolusvm({ basePath, panelToken: options.panelToken, nowMs }));
  return { app, nowMs };
}
