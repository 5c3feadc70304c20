// What switching cookies off in a browser comes to: a proxy through which none gets.
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CookielessProxy {
  readonly address: string;
  close(): void;
}

export async function startCookielessProxy(): Promise<CookielessProxy> {
  const server = createServer((asked, answer) => {
    const { cookie: _, ...headers } = asked.headers;
    const onward = request(asked.url ?? '', { method: asked.method, headers }, (reply) => {
      const { 'set-cookie': __, ...kept } = reply.headers;
      answer.writeHead(reply.statusCode ?? 502, kept);
      reply.pipe(answer);
    });
    onward.once('error', () => answer.writeHead(502).end());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return {
    address: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
