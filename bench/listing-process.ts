// A panel with very many servers that does nothing but list them, in a process of its own: what is measured is the
// Worker, never this. Before each look some servers get another plan, some are deleted and as many are made.
import { createServer } from 'node:http';
import type { ListingOptions } from './listing.ts';

const PER_PAGE = 100;
const PLANS = [1, 2, 3].map((id) => ({
  id,
  name: `KVM-${id}`,
  tokens_per_hour: 7 * id,
  tokens_per_month: 5_000 * id,
  backup_price: 10,
  ip_tokens_per_hour: 1,
  ip_tokens_per_month: 500,
}));

interface ListedServer {
  readonly id: number;
  plan: (typeof PLANS)[number] | undefined;
}

interface Entry {
  readonly id: number;
  readonly event: string;
  readonly created_at: string;
  readonly data: Readonly<Record<string, number | string>>;
}

let servers: ListedServer[] = [];
/** Oldest first; listed newest first. */
const log: Entry[] = [];
let lastId = 0;
let turn = 0;
let serversPerUser = 5;

function make(): ListedServer {
  const server = { id: ++lastId, plan: PLANS[lastId % PLANS.length] };
  note('compute_resource_vm_created', server.id, { user_id: userOf(server.id), plan_id: 1 });
  return server;
}

function note(event: string, id: number, more: Entry['data'] = {}): void {
  const created_at = new Date().toISOString();
  log.push({ id: log.length + 1, event, created_at, data: { id, name: nameOf(id), ...more } });
}

/** One in two gets another plan, one in four goes, one in four comes. */
function change(count: number): void {
  turn++;
  const first = (turn * 7_919) % Math.max(1, servers.length - count);
  for (const server of servers.slice(first, first + count / 2)) {
    server.plan = PLANS[((server.plan?.id ?? 0) + 1) % PLANS.length];
  }
  const gone = servers.splice(first + count / 2, count / 4);
  for (const { id } of gone) note('compute_resource_vm_delete_requested', id);
  for (let n = 0; n < count / 4; n++) servers.push(make());
}

function row({ id, plan }: ListedServer) {
  return {
    id,
    uuid: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    name: nameOf(id),
    status: 'started',
    is_suspended: false,
    user: { id: userOf(id), email: `client-${userOf(id)}@example.net` },
    plan,
    specifications: { vcpu: 1, ram: 2_147_483_648, disk: 20 },
    ip_addresses: { ipv4: [{ id, ip: '10.0.0.1', is_primary: true }], ipv6: [] },
    backup_settings: { enabled: id % 2 === 0, schedule: null, limit: null },
    created_at: '2026-01-01T00:00:00.000000Z',
  };
}

const nameOf = (id: number) => `srv-${id}.example.net`;
const userOf = (id: number) => 1 + Math.floor(id / serversPerUser);

function list(all: readonly unknown[], url: URL, of: (one: never) => unknown) {
  const page = Number(url.searchParams.get('page') ?? 1);
  const start = (page - 1) * PER_PAGE;
  const data = all.slice(start, start + PER_PAGE).map((one) => of(one as never));
  const last_page = Math.max(1, Math.ceil(all.length / PER_PAGE));
  return { data, meta: { current_page: page, last_page, total: all.length } };
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://localhost');
  const answer = url.pathname.endsWith('/plans')
    ? list(PLANS, url, (plan) => plan)
    : url.pathname.endsWith('/activity_logs')
      ? list(log.toReversed(), url, (entry) => entry)
      : list(servers, url, row);
  const body = Buffer.from(JSON.stringify(answer));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
});
server.keepAliveTimeout = 120_000;

process.on('message', (message: ListingOptions) => {
  serversPerUser = message.serversPerUser ?? serversPerUser;
  if (message.servers !== undefined) servers = Array.from({ length: message.servers }, make);
  if (message.change !== undefined) change(message.change);
  process.send?.({ ready: true });
});
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
});
