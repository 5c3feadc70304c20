// A browser that has signed in keeps a sealed note of it. It opens nothing; but guesses from it are counted on their
// own, and a sign-in from it is no news to the client.
import type { ClientId } from '#core/ids.ts';
import type { Ports } from '#ports/ports.ts';
import { openNote, sealNote } from '#usecases/sealed-note.ts';
import { newToken } from '#usecases/tokens.ts';

export interface KnownBrowser {
  readonly browser: string;
  readonly clients: readonly ClientId[];
}

/** The longest that browsers keep a cookie. */
export const KNOWN_BROWSER_VALID_MS = 400 * 24 * 3_600_000;

/** A household's worth; the one that signed in longest ago is forgotten first. */
const CLIENTS_AT_MOST = 5;

type KnownPorts = Pick<Ports, 'secrets' | 'clock' | 'random'>;

/** What the cookie says, if we wrote it. */
export async function readKnownBrowser(
  ports: KnownPorts,
  cookie: string | undefined,
): Promise<KnownBrowser | undefined> {
  return cookie ? openNote<KnownBrowser>(ports, 'known_browser', cookie) : undefined;
}

/** The browser's id if it has signed in to this account before. */
export function browserKnownTo(
  known: KnownBrowser | undefined,
  clientId: ClientId | undefined,
): string | undefined {
  return known && clientId && known.clients.includes(clientId) ? known.browser : undefined;
}

/** The cookie after this client has signed in. */
export function rememberBrowser(
  ports: KnownPorts,
  known: KnownBrowser | undefined,
  clientId: ClientId,
): Promise<string> {
  const others = (known?.clients ?? []).filter((id) => id !== clientId);
  const note: KnownBrowser = {
    browser: known?.browser ?? newToken(ports),
    clients: [clientId, ...others].slice(0, CLIENTS_AT_MOST),
  };
  return sealNote(ports, 'known_browser', note, KNOWN_BROWSER_VALID_MS);
}
