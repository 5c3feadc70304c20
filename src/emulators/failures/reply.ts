/** Makes the answers that failure rules ask for: invented ones, and real ones that were damaged. */
import { type FailureRule, isInvented } from './rule.ts';

/** Long enough for a server to have sent its headers; before that it would turn the error into a 500. */
const BREAK_AFTER_MS = 20;
const BODILESS = new Set([204, 205, 304]);

export function inventReply(rule: FailureRule): Response {
  if (!isInvented(rule)) throw new Error('the rule asks for no invented answer');
  const status = rule.status ?? 200;
  if (BODILESS.has(status)) return new Response(null, { status });
  const body = rule.body ?? JSON.stringify({ message: `Failure on demand (${status}).` });
  return jsonReply(cut(body, rule.truncate), status, rule.contentType);
}

export async function alterReply(rule: FailureRule, reply: Response): Promise<Response> {
  if (rule.loseReply) return lostReply((await reply.arrayBuffer()).byteLength);
  if (BODILESS.has(reply.status)) return reply;
  let body = await reply.text();
  if (rule.omit !== undefined) body = omitField(body, rule.omit);
  const headers = new Headers(reply.headers);
  headers.delete('content-length');
  if (rule.contentType !== undefined) headers.set('content-type', rule.contentType);
  return new Response(cut(body, rule.truncate), { status: reply.status, headers });
}

/** The headers arrive, then the connection breaks before the first byte of the body. */
function lostReply(length: number): Response {
  const reply = jsonReply(brokenBody(Math.max(1, length)), 200);
  // A local server in front that compresses would end the stream properly; this keeps it from doing so.
  reply.headers.set('content-encoding', 'identity');
  return reply;
}

/**
 * workerd ends a body that fails as if it were complete, unless its length was promised; a promise only
 * its own stream class can make. Elsewhere a failing standard stream breaks the connection.
 */
function brokenBody(length: number): ReadableStream {
  const broken = new Error('failure on demand: the reply was lost');
  if (typeof FixedLengthStream === 'undefined') {
    return new ReadableStream({
      async pull(controller) {
        await pause(BREAK_AFTER_MS);
        controller.error(broken);
      },
    });
  }
  const { readable, writable } = new FixedLengthStream(length);
  // Not awaited: the answer must be on its way before its body fails.
  void pause(BREAK_AFTER_MS)
    .then(() => writable.abort(broken))
    .catch(() => {});
  return readable;
}

export function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

function jsonReply(body: BodyInit, status: number, contentType = 'application/json'): Response {
  return new Response(body, { status, headers: { 'content-type': contentType } });
}

function cut(body: string, bytes: number | undefined): string | Uint8Array<ArrayBuffer> {
  return bytes === undefined ? body : new TextEncoder().encode(body).slice(0, bytes);
}

/** Drops a dotted field from `data` (or the bare answer), and from each row where that is a list. */
function omitField(body: string, field: string): string {
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    return body;
  }
  const { data = answer } = isRecord(answer) ? answer : {};
  for (const row of Array.isArray(data) ? data : [data]) dropPath(row, field.split('.'));
  return JSON.stringify(answer);
}

function dropPath(target: unknown, [head, ...rest]: readonly string[]): void {
  if (!isRecord(target) || head === undefined) return;
  if (rest.length === 0) delete target[head];
  else dropPath(target[head], rest);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
