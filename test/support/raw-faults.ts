// Answers that a framework would not let through, one a mode: `/raw/<mode>` and everything below it.
import type { IncomingMessage, ServerResponse } from 'node:http';

const HUGE_CHUNK = Buffer.alloc(64 * 1024, 0x20);
const HUGE_BYTES = 100 * 1024 * 1024;

const MODES: Record<string, (response: ServerResponse) => void> = {
  html: (response) => send(response, 200, 'text/html', '<!doctype html><title>panel</title>'),
  'empty-200': (response) => send(response, 200, 'application/json', ''),
  'no-content-204': (response) => response.writeHead(204).end(),
  'truncated-json': (response) => send(response, 200, 'application/json', '{"data":[{"id":1,"em'),
  'wrong-json': (response) => sendJson(response, 200, { rows: [] }),
  'null-json': (response) => sendJson(response, 200, null),
  'cut-before-headers': (response) => response.destroy(),
  'cut-in-body': (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"data":[', () => setTimeout(() => response.destroy(), 20));
  },
  slow: () => {},
  'slow-body': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"data":[');
  },
  huge: sendHuge,
  redirect: (response) => response.writeHead(302, { location: '/raw/wrong-json' }).end(),
  '400-plain': (response) => send(response, 400, 'text/plain', 'no such thing'),
  '401': (response) => sendJson(response, 401, { message: 'Unauthenticated.' }),
  '403': (response) => sendJson(response, 403, { message: 'This action is unauthorized.' }),
  '404': (response) => sendJson(response, 404, { message: 'Not found.' }),
  '404-html': (response) => send(response, 404, 'text/html', '<h1>Not Found</h1>'),
  '409': (response) => sendJson(response, 409, { message: 'Conflict.' }),
  '422-message': (response) => sendJson(response, 422, { message: 'The given data was invalid.' }),
  '422-errors': (response) =>
    sendJson(response, 422, { errors: { email: ['taken: a@b.example'] } }),
  '422-empty': (response) => response.writeHead(422).end(),
  '429': (response) => sendJson(response, 429, { message: 'Too Many Attempts.' }),
  '500': (response) => sendJson(response, 500, { message: 'Server Error' }),
  '500-html': (response) => send(response, 500, 'text/html', '<h1>Whoops</h1>'),
  '503': (response) => response.writeHead(503).end(),
};

export function answerRaw(request: IncomingMessage, response: ServerResponse): void {
  const mode = /^\/raw\/([^/?]+)/.exec(request.url ?? '')?.[1] ?? '';
  const answer = MODES[mode];
  if (answer) answer(response);
  else send(response, 501, 'text/plain', `no such mode: ${mode}`);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json', JSON.stringify(body));
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType }).end(body);
}

/** JSON that is mostly white space, without a length, as fast as it is read. */
function sendHuge(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  let left = HUGE_BYTES;
  const pump = () => {
    while (left > 0 && !response.destroyed) {
      left -= HUGE_CHUNK.length;
      if (!response.write(HUGE_CHUNK)) {
        response.once('drain', pump);
        return;
      }
    }
    response.end('{}');
  };
  pump();
}
