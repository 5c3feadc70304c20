/**
 * What the panel tells its event handlers. Confirmed: a handler has a name, a URL, one or more events, parameters of its
 * own and a switch; a POST goes out whoever caused the event; parameters go in the URL; up to five redirects are followed;
 * each delivery is a task, which a 4xx or 5xx fails. ASSUMED: the events' names, the parameters' names, the task's name, an
 * empty body, no second attempt.
 */
import type { Panel, PanelServer } from './panel.ts';
import { finishedTask } from './tasks.ts';

export const EVENTS = [
  'server_created',
  'server_deleted',
  'server_resized',
  'server_suspended',
  'server_resumed',
  'server_changed',
  'additional_ip_created',
  'additional_ip_deleted',
] as const;
export type EventName = (typeof EVENTS)[number];

export interface EventHandler {
  readonly name: string;
  readonly url: string;
  readonly events: readonly EventName[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly enabled: boolean;
}

/** `lose` sends nothing, `twice` sends it twice, `hold` keeps it until it is let go. */
export type DeliveryFault = 'lose' | 'twice' | 'hold';

export interface Delivery {
  readonly handler: string;
  readonly url: string;
  /** `done`, `failed`, `lost` or `held`. */
  state: string;
}

/** What has happened and was not told yet, and what became of the telling. */
export interface PanelEvents {
  handlers: readonly EventHandler[];
  happened: { readonly event: EventName; readonly parameters: Readonly<Record<string, string>> }[];
  /** Each is for one delivery, in order. */
  faults: DeliveryFault[];
  deliveries: Delivery[];
}

const DELIVERIES_KEPT = 2_000;
const REDIRECTS_FOLLOWED = 5;
const PATIENCE_MS = 5_000;

export function noEvents(): PanelEvents {
  return { handlers: [], happened: [], faults: [], deliveries: [] };
}

/** Notes an event; it goes out when the request that caused it has been worked on. */
export function announce(
  panel: Panel,
  event: EventName,
  server: PanelServer,
  more: Readonly<Record<string, string>> = {},
): void {
  const parameters = { server_id: String(server.id), user_id: String(server.userId), ...more };
  panel.tables.events.happened.push({ event, parameters });
}

/** Sends what has happened to whoever asked for it. */
export async function tellHandlers(panel: Panel): Promise<void> {
  const { events } = panel.tables;
  for (const { event, parameters } of events.happened.splice(0)) {
    for (const handler of events.handlers) {
      if (handler.enabled && handler.events.includes(event)) {
        await deliver(panel, handler, addressOf(handler, { event, ...parameters }));
      }
    }
  }
}

/** Sends what was held, newest first if asked to: late, and out of order. */
export async function letGo(panel: Panel, newestFirst: boolean): Promise<void> {
  const held = panel.tables.events.deliveries.filter(({ state }) => state === 'held');
  for (const delivery of newestFirst ? held.reverse() : held) {
    await attempt(panel, delivery);
  }
}

async function deliver(panel: Panel, handler: EventHandler, url: string): Promise<void> {
  const { events } = panel.tables;
  const fault = events.faults.shift();
  const delivery: Delivery = {
    handler: handler.name,
    url,
    state: fault === 'lose' ? 'lost' : 'held',
  };
  events.deliveries = [...events.deliveries, delivery].slice(-DELIVERIES_KEPT);
  if (fault === 'lose' || fault === 'hold') return;
  if (fault === 'twice') await attempt(panel, delivery);
  await attempt(panel, delivery);
}

async function attempt(panel: Panel, delivery: Delivery): Promise<void> {
  const isTaken = await send(delivery.url);
  delivery.state = isTaken ? 'done' : 'failed';
  finishedTask(panel, 'event-handler', !isTaken);
}

function addressOf(handler: EventHandler, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(handler.url);
  for (const [name, value] of Object.entries({ ...parameters, ...handler.parameters })) {
    url.searchParams.set(name, value);
  }
  return url.toString();
}

async function send(url: string): Promise<boolean> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    let address = url;
    for (let followed = 0; followed <= REDIRECTS_FOLLOWED; followed++) {
      const answer = await fetch(address, {
        method: 'POST',
        redirect: 'manual',
        signal: abort.signal,
      });
      await answer.arrayBuffer();
      const next = answer.headers.get('location');
      if (answer.status < 300 || answer.status >= 400 || next === null) return answer.status < 400;
      address = new URL(next, address).toString();
    }
    return false;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
