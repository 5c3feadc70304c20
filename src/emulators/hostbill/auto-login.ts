/**
 * The Client Auto Login plugin: a POST with e-mail, duration and hash answers an address that signs that client in until the
 * duration is over. Its form and that it works more than once in that time are assumptions; so is the HMAC's message.
 */
import { type Context, Hono } from 'hono';
import { hmacSha256 } from '../billing-desk/hmac.ts';
import { keepNewest } from '../billing-desk/keep-newest.ts';
import { htmlPage, phpReply } from '../billing-desk/php-reply.ts';
import { randomToken, type Sessions } from '../billing-desk/sessions.ts';
import { readPhpForm } from '../php-form/php-form.ts';
import { type PhpMap, textAt } from '../php-form/php-value.ts';
import type { Hostbill } from './call.ts';
import { clientWithEmail } from './clients.ts';
import { HOSTBILL_AUTOLOGIN_SECRET } from './credentials.ts';
import { md5 } from './md5.ts';

const LINKS_KEPT = 1000;
const MINUTE_MS = 60_000;

interface LoginLink {
  readonly clientId: string;
  readonly expiresAtMs: number;
  readonly redirect: string;
}

export function autoLogin(hostbill: Hostbill, sessions: Sessions, clientHome: string): Hono {
  const links = new Map<string, LoginLink>();
  let asked: number[] = [];
  const isOverLimit = () => {
    const now = hostbill.nowMs();
    asked = [...asked.filter((ms) => now - ms < MINUTE_MS), now];
    return asked.length > hostbill.values.autologinsPerMinute;
  };
  const routes = new Hono();

  routes.post('/hostbill/index.php', async (c) => {
    if (c.req.query('cmd') !== 'autologin' || c.req.query('action') !== 'login') {
      return htmlPage(404, 'Not found');
    }
    const { body } = await readPhpForm(c.req.raw, hostbill.values.maxInputVars);
    if (isOverLimit()) return failed(hostbill, 'Too many requests');
    const login = await readLogin(hostbill, body);
    if (!login.ok) return failed(hostbill, login.error);
    const token = randomToken();
    links.set(token, login.link);
    keepNewest(links, LINKS_KEPT);
    const script = clientHome.replace(/clientarea\/$/, 'index.php');
    const login_url = `${new URL(c.req.url).origin}${script}?cmd=autologin&action=auth&token=${token}`;
    return phpReply(hostbill.values, { success: true, login_url, token });
  });

  routes.get('/hostbill/index.php', (c) => {
    const page = /^\/clientarea\/(.*)$/.exec([...new URL(c.req.url).searchParams.keys()][0] ?? '');
    if (page !== null) return c.redirect(clientHome + encodeURI(page[1] ?? ''));
    return signOn(c, hostbill, sessions, links.get(c.req.query('token') ?? ''), clientHome);
  });
  return routes;
}

type Login =
  | { readonly ok: true; readonly link: LoginLink }
  | { readonly ok: false; readonly error: string };

async function readLogin(hostbill: Hostbill, body: PhpMap): Promise<Login> {
  const email = textAt(body, 'email') ?? '';
  const duration = textAt(body, 'duration') ?? '';
  const hash = textAt(body, 'hash') ?? '';
  if (hash !== (await expectedHash(hostbill, email, duration))) {
    return { ok: false, error: 'Wrong hash' };
  }
  const client = clientWithEmail(hostbill.tables, email);
  if (client === undefined) return { ok: false, error: 'Client not found' };
  const seconds = Number(duration);
  if (!Number.isSafeInteger(seconds) || seconds <= 0) return { ok: false, error: 'Wrong duration' };
  const expiresAtMs = hostbill.nowMs() + seconds * 1000;
  const redirect = textAt(body, 'redirect') ?? '';
  return { ok: true, link: { clientId: String(client.id), expiresAtMs, redirect } };
}

function signOn(
  c: Context,
  hostbill: Hostbill,
  sessions: Sessions,
  link: LoginLink | undefined,
  clientHome: string,
): Response {
  if (link === undefined || link.expiresAtMs < hostbill.nowMs()) {
    return htmlPage(403, 'This login link is not valid');
  }
  sessions.begin(c, link.clientId);
  return c.redirect(link.redirect === '' ? clientHome : link.redirect);
}

async function expectedHash({ values }: Hostbill, email: string, duration: string) {
  if (values.autologinMode === 'md5') return md5(email + HOSTBILL_AUTOLOGIN_SECRET + duration);
  const message = values.autologinHmacMessage
    .replaceAll('{email}', email)
    .replaceAll('{duration}', duration);
  return hmacSha256(HOSTBILL_AUTOLOGIN_SECRET, message);
}

function failed({ values }: Hostbill, error: string): Response {
  return phpReply(values, { success: false, error: [error] });
}
