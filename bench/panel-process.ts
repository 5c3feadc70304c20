// A panel that answers usage at once, in a process of its own: what is measured is the Worker, never this. Bodies are
// made before they are asked for.
import { createServer } from 'node:http';
import type { PanelOptions } from './panel.ts';
import { serverList, usageReport, usageReportOfMany } from './usage-report.ts';

const bodies = new Map<number, Buffer>();
/** By users and page: made when they are first asked for, in the round that warms up. */
const pages = new Map<string, Buffer>();
const TOKEN = Buffer.from(JSON.stringify({ data: { access_token: 'a-token-of-the-bench' } }));
let delayMs = 0;
/** Of each user; the report's own number without it. */
let servers: number | undefined;
/** Every so many-eth call is answered by an error; 0: none. */
let failEvery = 0;
let calls = 0;

function bodyOf(userId: number): Buffer {
  const known = bodies.get(userId);
  if (known) return known;
  const made = Buffer.from(JSON.stringify(usageReport(userId, servers)));
  bodies.set(userId, made);
  return made;
}

function manyOf(users: string, page: number): Buffer {
  const key = `${users}/${page}`;
  const known = pages.get(key);
  if (known) return known;
  const made = Buffer.from(JSON.stringify(usageReportOfMany(users.split(',').map(Number), page)));
  pages.set(key, made);
  return made;
}

function answerTo(url: string, userId: number): Buffer {
  if (url.endsWith('/tokens')) return TOKEN;
  if (url.includes('/servers?')) return Buffer.from(JSON.stringify(serverList(userId)));
  const many = /user_ids=([\d,]+)/.exec(url)?.[1];
  if (!many) return bodyOf(userId);
  const page = Number(/[?&]page=(\d+)/.exec(url)?.[1]);
  return manyOf(many, page);
}

const server = createServer((request, response) => {
  const url = request.url ?? '';
  const userId = Number(/user_id(?:%5D)?=(\d+)/.exec(url)?.[1]);
  const isFailing = failEvery > 0 && ++calls % failEvery === 0;
  const body = isFailing ? Buffer.from('{}') : answerTo(url, userId);
  const answer = () => {
    response.writeHead(isFailing ? 503 : 200, {
      'content-type': 'application/json',
      'content-length': body.length,
    });
    response.end(body);
  };
  if (delayMs > 0) setTimeout(answer, delayMs);
  else answer();
});
server.keepAliveTimeout = 120_000;

process.on('message', (message: PanelOptions) => {
  servers = message.servers ?? servers;
  for (let userId = 1; userId <= (message.users ?? 0); userId++) bodyOf(userId);
  delayMs = message.delayMs ?? delayMs;
  failEvery = message.failEvery ?? failEvery;
  process.send?.({ ready: true });
});
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
});
