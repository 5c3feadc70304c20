// What both entries, the deployed one and the development one, make of the platform's three calls.
import { createApp, isPriceAddress, panelPrices } from './app.tsx';
import { composePrices } from './compose/prices.ts';
import { compose } from './compose.ts';
import { billingOrigins } from './env/billing.ts';
import { oncePerEnv } from './env/once-per-env.ts';
import { type Env, EnvFault, requireEnv } from './env.ts';
import { runCron } from './jobs/cron.ts';
import { runMessages } from './jobs/queue.ts';
import type { Clock } from './ports/clock.ts';

const app = createApp();

/** Handlers over an environment that is parsed at the door. `clock` is for development alone. */
export function createEntry(clock?: Clock) {
  return {
    async fetch(request: Request, rawEnv: unknown, context: ExecutionContext): Promise<Response> {
      const env = envOrAnswer(rawEnv);
      if (env instanceof Response) return env;
      const requestId = crypto.randomUUID();
      if (isPriceAddress(request.url)) {
        const ports = composePrices(env, { requestId }, clock);
        return panelPrices.fetch(request, { ports, requestId }, context);
      }
      const ports = compose(env, { requestId }, clock);
      try {
        return await app.fetch(
          request,
          { ports, formOrigins: formOriginsOf(env), requestId },
          context,
        );
      } finally {
        ports.metrics.flush();
      }
    },
    async scheduled(controller: ScheduledController, rawEnv: unknown): Promise<void> {
      const { cron } = controller;
      const ports = compose(requireEnv(rawEnv), { cron }, clock);
      await runCron(cron, ports).finally(() => ports.metrics.flush());
    },
    async queue(batch: MessageBatch, rawEnv: unknown): Promise<void> {
      const ports = compose(requireEnv(rawEnv), { queue: batch.queue }, clock);
      await runMessages(batch, ports).finally(() => ports.metrics.flush());
    },
  };
}

/** Where a form of ours may lead: to us, and through us to these. */
const formOriginsOf = oncePerEnv((env): readonly string[] => {
  const panelOrigin = new URL(env.PANEL_SIGN_ON_URL.replaceAll('{token}', '')).origin;
  return [panelOrigin, ...billingOrigins(env)];
});

/** The names of the wrong settings, never their values: whoever deploys sees what to set. */
function envOrAnswer(rawEnv: unknown): Env | Response {
  try {
    return requireEnv(rawEnv);
  } catch (error) {
    if (!(error instanceof EnvFault)) throw error;
    console.error(
      JSON.stringify({ level: 'error', event: 'settings_wrong', faults: error.faults }),
    );
    const lines = error.faults.map(({ setting, fault }) => `${setting}: ${fault}`);
    return new Response(`Postmeter is not configured.\n\n${lines.join('\n')}\n`, {
      status: 500,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
      },
    });
  }
}
