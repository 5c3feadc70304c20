/** The address that the hook file puts into the client area: the service's fragment, signed for this client. */
import type { Client, Installation } from '../installation.ts';
import { hmacHex } from '../signals.ts';

export async function panelUrlFor(
  installation: Installation,
  client: Client,
  origin: string,
): Promise<string | null> {
  const { panel } = installation.tables.options;
  if (panel === null) return null;
  const timestamp = String(Math.floor(installation.nowMs() / 1000));
  const { email } = client.profile;
  const url = new URL(panel.url, origin);
  url.searchParams.set('client', String(client.id));
  url.searchParams.set('email', email);
  url.searchParams.set('ts', timestamp);
  url.searchParams.set('sig', await hmacHex(panel.secret, `${timestamp}\n${client.id}\n${email}`));
  return url.href;
}
