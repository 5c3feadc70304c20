// Endpoints at the receiver emulator, and what came in there.
import { Webhook } from 'standardwebhooks';
import type { Id } from '#core/ids.ts';
import { WEBHOOK_EVENT_TYPES } from '#core/webhooks/events.ts';
import type { Ports } from '#ports/ports.ts';
import { createEndpoint } from '#usecases/webhooks/create-endpoint.ts';
import { sendWebhooks } from '#usecases/webhooks/send-webhooks.ts';
import type { World } from './world.ts';

/** The service as on a developer's machine: the receiver is on loopback, without TLS. */
export function inDevelopment(ports: Ports): Ports {
  return { ...ports, settings: { ...ports.settings, development: true } };
}

export interface ReceivedMessage {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly body: string;
  readonly verdict: string;
  readonly status: number;
  readonly requestId: string | null;
}

export interface Receiver {
  readonly endpointId: Id<'webhook'>;
  readonly secret: string;
  /** Oldest first. */
  received(): Promise<readonly ReceivedMessage[]>;
  /** Types in order. */
  types(): Promise<readonly string[]>;
  fail(...rules: readonly Readonly<Record<string, unknown>>[]): Promise<void>;
}

export async function listen(
  world: World,
  events: readonly string[] = WEBHOOK_EVENT_TYPES,
  path = '/inbox',
): Promise<Receiver> {
  const url = `${world.emulators.url}/webhook-receiver`;
  const request = { url: `${url}${path}`, description: 'tests', events };
  const created = await createEndpoint(world.ports, request, 'admin:tests');
  if (!created.ok) throw new Error(`no endpoint: ${created.error.reason}`);
  const { id: endpointId, secret } = created.value;
  await post(`${url}/secret`, { secret });
  const received = async () =>
    (await (await fetch(`${url}/messages`)).json()) as readonly ReceivedMessage[];
  return {
    endpointId,
    secret,
    received,
    types: async () => (await received()).map(({ body }) => eventOf(body).type),
    fail: (...rules) => post(`${url}/control`, rules),
  };
}

export function eventOf(body: string) {
  return JSON.parse(body) as {
    type: string;
    timestamp: string;
    data: Readonly<Record<string, string | number | null>>;
  };
}

/** Whether the independent library makes the same signature of the message; its own check wants today's date. */
export function isSignedBy(secret: string, { id, timestamp, signature, body }: ReceivedMessage) {
  const expected = new Webhook(secret).sign(id, new Date(Number(timestamp) * 1000), body);
  return signature.split(' ').includes(expected);
}

/** Until nothing is due now. */
export async function sendAll(world: World, ports = world.ports): Promise<void> {
  for (let looks = 0; looks < 100; looks++) {
    const { delivered, failed } = await sendWebhooks(ports);
    if (delivered + failed === 0) return;
  }
  throw new Error('there was always something due');
}

async function post(url: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  await answer.body?.cancel();
}
