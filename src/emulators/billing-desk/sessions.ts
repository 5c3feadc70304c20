/** Sign-ins of clients to an emulated client area. */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { keepNewest } from './keep-newest.ts';

const SESSIONS_KEPT = 1000;

export interface Sessions {
  readonly begin: (c: Context, clientId: string) => void;
  /** Null for nobody. */
  readonly clientId: (c: Context) => string | null;
  readonly end: (c: Context) => void;
  readonly clear: () => void;
}

/** `path` is where the cookie counts, as the browser sees it. */
export function createSessions(name: string, path: string): Sessions {
  const clientIds = new Map<string, string>();
  return {
    begin: (c, clientId) => {
      const session = randomToken();
      clientIds.set(session, clientId);
      keepNewest(clientIds, SESSIONS_KEPT);
      setCookie(c, name, session, { path, httpOnly: true, sameSite: 'Lax' });
    },
    clientId: (c) => clientIds.get(getCookie(c, name) ?? '') ?? null,
    end: (c) => {
      clientIds.delete(getCookie(c, name) ?? '');
      deleteCookie(c, name, { path });
    },
    clear: () => clientIds.clear(),
  };
}

export function randomToken(): string {
  return [...crypto.getRandomValues(new Uint8Array(20))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
