// The V8 inspector of the Worker's isolate: its heap while it works, and where its time goes.
import { fetch } from 'miniflare';

/** Longer than any command takes beside a busy isolate; a reply that is lost must not end a bench of minutes in silence. */
const REPLY_WITHIN_MS = 30_000;

export interface Inspector {
  /** Throws where no reply comes within half a minute. */
  send<T>(method: string, params?: Readonly<Record<string, unknown>>): Promise<T>;
  close(): void;
}

export async function openInspector(url: URL): Promise<Inspector> {
  const targets = (await (
    await fetch(new URL('/json', url.href.replace(/^ws/, 'http')))
  ).json()) as {
    webSocketDebuggerUrl: string;
  }[];
  const address = targets[0]?.webSocketDebuggerUrl.replace(/^ws/, 'http');
  if (!address) throw new Error('the inspector has no target');
  const { webSocket } = await fetch(address, { headers: { upgrade: 'websocket' } });
  if (!webSocket) throw new Error('the inspector did not open a WebSocket');
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  webSocket.addEventListener('message', ({ data }) => {
    const { id, result, error } = JSON.parse(String(data));
    const call = waiting.get(id);
    waiting.delete(id);
    if (error) call?.reject(new Error(error.message));
    else call?.resolve(result);
  });
  webSocket.accept();
  return {
    send<T>(method: string, params = {}) {
      const id = ++lastId;
      const reply = new Promise<T>((resolve, reject) => {
        waiting.set(id, { resolve: (value) => resolve(value as T), reject }); // the protocol's own types
        webSocket.send(JSON.stringify({ id, method, params }));
      });
      const timer = setTimeout(() => {
        waiting.get(id)?.reject(new Error(`the inspector does not answer ${method}`));
        waiting.delete(id);
      }, REPLY_WITHIN_MS);
      return reply.finally(() => clearTimeout(timer));
    },
    close: () => webSocket.close(),
  };
}
