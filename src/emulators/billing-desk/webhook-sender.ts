/** Sends webhooks over HTTP, once and with a limit in time, and remembers how each went. */
import type { PhpMap } from '../php-form/php-value.ts';

const TIMEOUT_MS = 10_000;
const DELIVERIES_KEPT = 200;

export interface Webhook {
  readonly event: string;
  /** A path is resolved against `origin`. */
  readonly url: string;
  readonly origin: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface WebhookDelivery {
  readonly time: string;
  readonly event: string;
  /** Without its query, which may hold a secret. */
  readonly url: string;
  readonly method: string;
  /** Null when nobody answered. */
  readonly status: number | null;
}

export interface WebhookSender {
  /** The status that came back, null when nobody answered. */
  readonly send: (webhook: Webhook) => Promise<number | null>;
  readonly deliveries: () => readonly WebhookDelivery[];
  readonly clear: () => void;
}

export function createWebhookSender(nowMs: () => number): WebhookSender {
  let deliveries: WebhookDelivery[] = [];
  return {
    deliveries: () => deliveries,
    clear: () => {
      deliveries = [];
    },
    send: async (webhook) => {
      const { event, method } = webhook;
      const time = new Date(nowMs()).toISOString();
      const url = URL.canParse(webhook.url, webhook.origin)
        ? new URL(webhook.url, webhook.origin)
        : null;
      const status = url === null ? null : await deliver(url, webhook);
      const shown = url === null ? '[no address]' : url.origin + url.pathname;
      deliveries = [...deliveries, { time, event, url: shown, method, status }].slice(
        -DELIVERIES_KEPT,
      );
      return status;
    },
  };
}

/** PHP's `http_build_query`. */
export function buildQuery(fields: PhpMap | Record<string, unknown>): string {
  const query = new URLSearchParams();
  const put = (name: string, value: unknown) => {
    if (value === null || value === undefined) return;
    if (typeof value !== 'object') return query.append(name, String(value));
    for (const [key, inner] of Object.entries(value)) put(`${name}[${key}]`, inner);
  };
  for (const [name, value] of Object.entries(fields)) put(name, value);
  return query.toString();
}

async function deliver(url: URL, { method, headers, body }: Webhook): Promise<number | null> {
  const aborting = new AbortController();
  const timer = setTimeout(() => aborting.abort(), TIMEOUT_MS);
  try {
    const reply = await fetch(url, { method, headers, body, signal: aborting.signal });
    await reply.body?.cancel();
    return reply.status;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
