// The other side of load.ts. Plain sockets, because node:http's client would be slower than what it measures: it reads
// status line, length or chunks, and nothing else.
import { connect, type Socket } from 'node:net';
import type { Load, LoadAnswer, LoadOrder } from './load.ts';

interface Answer {
  readonly status: number;
  /** Bytes from the start of the answer to its end. */
  readonly end: number;
}

/** One that is closed so often without any answer is no idle connection but a Worker that fails. */
const CLOSED_IN_A_ROW_AT_MOST = 10;

const HEAD_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n');

process.on('disconnect', () => process.exit(0));
process.on('message', (order: LoadOrder) => {
  runLoad(order).then(
    (load) => process.send?.({ id: order.id, ...load } satisfies LoadAnswer),
    (error: unknown) => process.send?.({ id: order.id, fault: String(error) } satisfies LoadAnswer),
  );
});

interface State {
  next: number;
  reopened: number;
  readonly endMs: number;
  readonly latenciesMs: number[];
  readonly statuses: Record<number, number>;
}

async function runLoad(order: LoadOrder): Promise<Load> {
  const latenciesMs: number[] = [];
  const startMs = performance.now();
  const endMs = startMs + order.durationMs;
  const state: State = { next: order.firstNumber, reopened: 0, endMs, latenciesMs, statuses: {} };
  await Promise.all(Array.from({ length: order.connections }, () => one(order, state)));
  const seconds = (performance.now() - startMs) / 1000;
  latenciesMs.sort((a, b) => a - b);
  const at = (share: number) => latenciesMs[Math.floor(share * (latenciesMs.length - 1))] ?? 0;
  const requests = latenciesMs.length;
  const { reopened, statuses } = state;
  const perSecond = requests / seconds;
  return { requests, perSecond, p50Ms: at(0.5), p99Ms: at(0.99), reopened, statuses };
}

/** What outlives a connection. */
interface Asker {
  /** When the request was sent that has no answer yet: whoever must send it again has waited since then. */
  owedSinceMs: number | undefined;
  closedInARow: number;
  /** When the next request is due, where they are. */
  dueMs: number;
}

/** Request, answer, request, until the time is up; over one connection as long as the other side keeps it. */
async function one(order: LoadOrder, state: State): Promise<void> {
  const asker: Asker = { owedSinceMs: undefined, closedInARow: 0, dueMs: performance.now() };
  while ((await overOneConnection(order, state, asker)) === 'closed') {
    // workerd closes a connection that it found idle, also where it was too busy to read the request on it.
    state.reopened++;
    if (++asker.closedInARow > CLOSED_IN_A_ROW_AT_MOST) {
      throw new Error('connections are closed all the time');
    }
  }
}

function overOneConnection(
  { port, request, pauseMs, everyMs, isCounting }: LoadOrder,
  state: State,
  asker: Asker,
): Promise<'done' | 'closed'> {
  return new Promise((resolve, reject) => {
    const expected = new Set([request.expects].flat());
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let held = Buffer.alloc(0);
    const send = () => {
      if (performance.now() >= state.endMs) {
        socket.destroy();
        return resolve('done');
      }
      asker.owedSinceMs ??= everyMs > 0 ? asker.dueMs : performance.now();
      socket.write(encode(request, port, state.next++));
    };
    socket.on('connect', send);
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') resolve('closed');
      else reject(error);
    });
    socket.on('close', () => resolve('closed')); // has no effect where it is settled already
    socket.on('data', (part) => {
      held = held.length === 0 ? part : Buffer.concat([held, part]);
      const answer = read(held);
      if (!answer) return;
      const { status } = answer;
      if (!isCounting && !expected.has(status)) {
        socket.destroy();
        return reject(new Error(`HTTP ${status} instead of ${request.expects}`));
      }
      state.statuses[status] = (state.statuses[status] ?? 0) + 1;
      held = held.subarray(answer.end);
      state.latenciesMs.push(performance.now() - (asker.owedSinceMs ?? Number.NaN));
      asker.owedSinceMs = undefined;
      asker.closedInARow = 0;
      asker.dueMs += everyMs;
      const waitMs = everyMs > 0 ? asker.dueMs - performance.now() : pauseMs;
      if (waitMs > 0) setTimeout(send, waitMs);
      else send();
    });
  });
}

function encode({ method, path, headers, body }: LoadOrder['request'], port: number, n: number) {
  const text = body?.replace('{n}', String(n).padStart(10, '0')) ?? '';
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : [`content-length: ${Buffer.byteLength(text)}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${text}`;
}

/** Undefined as long as the answer is not complete. */
function read(bytes: Buffer): Answer | undefined {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = bytes.toString('latin1', 0, headEnd);
  const status = Number(head.slice(9, 12));
  const bodyStart = headEnd + HEAD_END.length;
  if (status === 204 || status === 304) return { status, end: bodyStart };
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) {
    const end = bodyStart + Number(length);
    return bytes.length >= end ? { status, end } : undefined;
  }
  // Chunked. A body cannot hold the closing mark by chance: ours are pages of text without bare CRLF.
  const empty = bytes.toString('latin1', bodyStart, bodyStart + 5) === '0\r\n\r\n';
  if (empty) return { status, end: bodyStart + 5 };
  const last = bytes.indexOf(LAST_CHUNK, bodyStart);
  return last < 0 ? undefined : { status, end: last + LAST_CHUNK.length };
}
