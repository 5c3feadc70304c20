import type { Frame } from '#views/frame.ts';
import type { AppContext } from './app-env.ts';
import { languageOfRequest } from './language.ts';

/** The frame of a page, in the reader's language, for whoever is signed in, if the route found that out. */
export function frameOf(c: AppContext): Frame {
  const { settings, identityProvider, challenge } = c.env.ports;
  const { seller, brand } = settings;
  const continueWith = identityProvider?.name;
  const provider = { name: seller.name, supportEmail: seller.email, ...brand };
  const client = c.var.client as AppContext['var']['client'] | undefined; // set only behind requireClient
  const language = languageOfRequest(c);
  const { path } = c.req;
  if (!client) return { language, provider, continueWith, challenge: challenge?.widget, path };
  return {
    language,
    provider,
    continueWith,
    path,
    client: { name: client.name, email: client.email },
  };
}
