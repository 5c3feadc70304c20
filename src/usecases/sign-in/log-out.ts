import type { Ports } from '#ports/ports.ts';

/** Ends the session here and on the server; repeating it is harmless. */
export async function logOut(
  { store, secrets }: Pick<Ports, 'store' | 'secrets'>,
  sessionToken: string,
): Promise<void> {
  await store.commit([{ type: 'session_closed', tokenHash: await secrets.digest(sessionToken) }]);
}
