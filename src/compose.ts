// Env -> Ports; here and in compose/ adapters are chosen, and nowhere else.
import { createStore } from '#adapters/d1/store.ts';
import { createEmbedSignatures } from '#adapters/embedding/embed-signatures.ts';
import { createArchive } from '#adapters/fflate/archive.ts';
import { createHeartbeat, NO_HEARTBEAT } from '#adapters/heartbeat/heartbeat.ts';
import { outboundFetch } from '#adapters/http/outbound-fetch.ts';
import { createAdminSignatures } from '#adapters/jose/admin-signatures.ts';
import { createSecrets } from '#adapters/jose/secrets.ts';
import { createMetrics } from '#adapters/metrics/analytics-engine.ts';
import { createOneTimeCodes } from '#adapters/otpauth/one-time-codes.ts';
import { createTypesetter } from '#adapters/pdf/typesetter.ts';
import { createCallDeadline } from '#adapters/platform/call-deadline.ts';
import { createClock } from '#adapters/platform/clock.ts';
import { createLog } from '#adapters/platform/log.ts';
import { createRandom } from '#adapters/platform/random.ts';
import { createRunObject } from '#adapters/platform/run-object.ts';
import { createTaskQueue } from '#adapters/platform/task-queue.ts';
import { createPanelClient } from '#adapters/solusvm/panel-client.ts';
import { createPasskeys } from '#adapters/webauthn/passkeys.ts';
import { createWebhookSender } from '#adapters/webhooks/webhook-sender.ts';
import type { Clock } from '#ports/clock.ts';
import type { Heartbeat } from '#ports/heartbeat.ts';
import type { LogFields } from '#ports/log.ts';
import type { Ports } from '#ports/ports.ts';
import { abuseOf } from './compose/abuse.ts';
import { billingOf, oldBillingOf } from './compose/billing.ts';
import { configurationOf } from './compose/configuration.ts';
import { doctorOf } from './compose/doctor.ts';
import { globalFetch } from './compose/global-fetch.ts';
import { identityProviderOf } from './compose/identity.ts';
import { mailerOf, smtpOf } from './compose/mail.ts';
import { panelOf } from './compose/panel.ts';
import { breachedPasswordsOf, passwordsOf } from './compose/passwords.ts';
import { pricesOf } from './compose/prices.ts';
import { settingsOf } from './compose/settings.ts';
import { oncePerEnv } from './env/once-per-env.ts';
import { type Env, requireEnv } from './env.ts';

/** The largest answer of the panel that is read; a page of 100 servers has some 200 KB. */
const MAX_PANEL_BODY_BYTES = 4_000_000;

/** Somebody's server, which may be slow; a dead one must not hold up the others for long. */
const WEBHOOK_TIMEOUT_MS = 10_000;
const HEARTBEAT_TIMEOUT_MS = 5_000;

/** Ports over the real world. Only the development entry brings another clock. */
export function compose(env: Env, bound: LogFields, clock: Clock = createClock()): Ports {
  const { requestId = crypto.randomUUID() } = bound;
  const log = createLog({ ...bound, requestId });
  const metrics = createMetrics(env.METRICS);
  const callDeadline = createCallDeadline(clock);
  const outbound = (kind: string) =>
    callDeadline.inTime(outboundFetch({ kind, requestId: String(requestId), metrics }));
  const panelClient = createPanelClient({
    apiUrl: env.PANEL_API_URL,
    token: env.PANEL_TOKEN,
    timeoutMs: env.PANEL_TIMEOUT_MS,
    maxBodyBytes: MAX_PANEL_BODY_BYTES,
    fetch: outbound('panel'),
  });
  const store = createStore(env.DB);
  const billing = billingOf(env, clock, outbound('billing'));
  return {
    settings: settingsOf(env),
    configuration: configurationOf(env),
    clock,
    callDeadline,
    random: createRandom(),
    log,
    store,
    secrets: secretsOf(env),
    passwords: passwordsOf(env, log),
    breachedPasswords: breachedPasswordsOf(env, log),
    ...abuseOf(env, log),
    oneTimeCodes: createOneTimeCodes(env.PROVIDER_NAME),
    identityProvider: identityProviderOf(env, clock),
    passkeys: createPasskeys({ origin: env.ORIGIN, name: env.PROVIDER_NAME }),
    archive: createArchive(),
    adminSignatures: createAdminSignatures(env.ADMIN_JWKS),
    embedSignatures: createEmbedSignatures(env.EMBED_SECRET),
    ...panelOf(env, panelClient, store, clock, log),
    mailer: mailerOf(env, clock),
    billing,
    oldBilling: oldBillingOf(env, billing, outbound('billing')),
    doctor: doctorOf(env, panelClient, smtpOf(env), clock),
    typesetter: typesetterOf(env),
    queue: createTaskQueue(env.TASKS, log),
    webhookSender: createWebhookSender({
      timeoutMs: WEBHOOK_TIMEOUT_MS,
      fetch: outbound('webhook'),
    }),
    metrics,
    heartbeat: heartbeatOf(env),
    runs: createRunObject(env.INVOICE_RUN),
    ...pricesOf(env, clock, log),
  };
}

/** Ports for entries that get the raw environment; throws with the names of the settings that are wrong. */
export function composeFromRaw(rawEnv: unknown, bound: LogFields, clock?: Clock): Ports {
  return compose(requireEnv(rawEnv), bound, clock);
}

/** The derived key is expensive and always the same. */
const secretsOf = oncePerEnv((env) => createSecrets(env.APP_SECRET));

/** It keeps the fonts that it has loaded. */
const typesetterOf = oncePerEnv((env) =>
  createTypesetter(async (path) => {
    const answer = await env.ASSETS.fetch(`https://assets.invalid${path}`);
    if (answer.ok) return answer.arrayBuffer();
    await answer.body?.cancel();
    return undefined;
  }),
);

function heartbeatOf(env: Env): Heartbeat {
  if (env.HEARTBEAT_URL === undefined) return NO_HEARTBEAT;
  return createHeartbeat({
    url: env.HEARTBEAT_URL,
    failSuffix: env.HEARTBEAT_FAIL,
    timeoutMs: HEARTBEAT_TIMEOUT_MS,
    fetch: globalFetch,
  });
}
