import type { Frame } from '#views/frame.ts';
import type { AppContext } from './app-env.ts';

/** The frame of a page for whoever is signed in, if the route found that out. */
export function frameOf(c: AppContext): Frame {
  const { seller } = c.env.ports.settings;
  const provider = { name: seller.name, supportEmail: seller.email };
  const client = c.var.client as AppContext['var']['client'] | undefined; // set only behind requireClient
  if (!client) return { provider };
  return { provider, client: { name: client.name, email: client.email } };
}
