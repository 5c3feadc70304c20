// What stands between a browser and the service: one through which no cookie gets is what switching them off in a
// browser comes to, and one that keeps an answer is a slow line.
import { createServer, type OutgoingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WebProxy {
  readonly address: string;
  /** The next form is passed on, and its answer kept. Settles when the service has answered. */
  keepNextAnswer(): Promise<void>;
  close(): void;
}

export async function startProxy({ cookies }: { readonly cookies: boolean }): Promise<WebProxy> {
  let keep: (() => void) | undefined;
  const server = createServer((asked, answer) => {
    const { cookie, ...headers } = asked.headers;
    const sent: OutgoingHttpHeaders = cookies && cookie ? { ...headers, cookie } : headers;
    const onward = request(asked.url ?? '', { method: asked.method, headers: sent }, (reply) => {
      if (asked.method === 'POST' && keep) {
        reply.resume().once('end', keep);
        keep = undefined;
        return;
      }
      const { 'set-cookie': set, ...kept } = reply.headers;
      answer.writeHead(
        reply.statusCode ?? 502,
        cookies && set ? { ...kept, 'set-cookie': set } : kept,
      );
      reply.pipe(answer);
    });
    onward.once('error', () => answer.writeHead(502).end());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return {
    address: `http://127.0.0.1:${port}`,
    keepNextAnswer: () =>
      new Promise((resolve) => {
        keep = resolve;
      }),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
