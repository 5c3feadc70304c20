// The V8 inspector of the Worker's isolate: its heap while it works, and where its time goes.
import { fetch } from 'miniflare';

export interface Inspector {
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
      return new Promise<T>((resolve, reject) => {
        waiting.set(id, { resolve: (value) => resolve(value as T), reject }); // the protocol's own types
        webSocket.send(JSON.stringify({ id, method, params }));
      });
    },
    close: () => webSocket.close(),
  };
}
