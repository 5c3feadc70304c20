/**
 * All emulators behind one door. Each speaks its vendor's HTTP and knows nothing of ours. State lives
 * in closures, so that several sets can run in one process; nothing random or timed happens before the
 * first request, because workerd forbids it while a Worker starts.
 */
import { Hono } from 'hono';
import { createBlesta } from './blesta/blesta.ts';
import { createClock } from './clock/clock.ts';
import { createDns } from './dns/dns.ts';
import { createHostbill } from './hostbill/hostbill.ts';
import { createMailbox } from './mailbox/mailbox.tsx';
import { createSolusvm } from './solusvm/solusvm.ts';
import { createTurnstile } from './turnstile/turnstile.ts';
import { createUbersmith } from './ubersmith/ubersmith.ts';
import { createWebhookReceiver } from './webhook-receiver/webhook-receiver.tsx';
import { createWhmcs } from './whmcs/whmcs.ts';

/** Resolved against the origin of the request that caused the event. */
const SIGNAL_PATH = '/billing/signal';

export interface EmulatorsOptions {
  /** How the browser sees the place where the caller mounts `app`, for example `/emulators`. */
  readonly basePath: string;
  readonly panelToken: string;
  /** With it billing systems report payments to `/billing/signal` of the host that they are called under. */
  readonly signalSecret?: string;
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
  // Every server says what time it has; a runtime that puts its own there leaves this one.
  app.use(async (c, next) => {
    await next();
    c.header('date', new Date(nowMs()).toUTCString());
  });
  app.route('/', clock);
  app.route('/', createDns());
  app.route('/', createMailbox({ basePath, nowMs }));
  app.route('/', createSolusvm({ basePath, panelToken: options.panelToken, nowMs }));
  const { signalSecret } = options;
  const signal = signalSecret ? { url: SIGNAL_PATH, secret: signalSecret } : null;
  const byQuery = signalSecret ? `${SIGNAL_PATH}?key=${signalSecret}` : null;
  const byHmac = signalSecret ? SIGNAL_PATH : null;
  app.route('/', createWhmcs({ basePath, nowMs, options: { signal } }));
  app.route('/', createBlesta({ basePath, nowMs, options: { webhookUrl: byQuery } }));
  app.route('/', createHostbill({ basePath, nowMs, options: { webhookUrl: byHmac } }));
  app.route('/', createUbersmith({ basePath, nowMs }));
  app.route('/', createTurnstile({ basePath, nowMs }));
  app.route('/', createWebhookReceiver({ basePath, nowMs }));
  return { app, nowMs };
}
