// Clients for tests: through the front door, or many at once straight into the store.
import { env } from 'cloudflare:workers';
import type { SeedUser } from './emulators.ts';
import type { World } from './world.ts';

export const PASSWORD = 'Abcdef123';

/** Publishes both texts and a price in USD and EUR, as an operator does before opening. */
export async function openShop(world: World): Promise<void> {
  const at = world.clock.nowMs();
  await world.ports.store.commit([
    {
      type: 'terms_published',
      terms: { kind: 'terms_of_service', version: '1', text: 'Be kind.', url: '', hash: 'h1' },
      atMs: at,
    },
    {
      type: 'terms_published',
      terms: {
        kind: 'post_pay_terms',
        version: '1',
        text: '',
        url: 'https://hosting.test/terms',
        hash: 'h2',
      },
      atMs: at,
    },
  ]);
  await setPrice(world, 'USD', '0.0015');
  await setPrice(world, 'EUR', '0.0012');
}

export async function setPrice(
  _world: World,
  currency: string,
  price: string,
  firstMonth = '2026-01',
) {
  await env.DB.prepare('INSERT OR REPLACE INTO token_price VALUES (?, ?, ?, 0)')
    .bind(currency, firstMonth, price)
    .run();
}

/** Signs up, opens the mailed link and accepts. Answers the session's cookie. */
export async function becomeClient(
  world: World,
  email: string,
  name = 'Ada Lovelace',
): Promise<string> {
  const link = await signUp(world, email, name);
  const answer = await acceptTerms(world, link);
  return cookieOf(answer, 'postmeter_session');
}

export interface Link {
  readonly token: string;
  /** Cookie of the browser that signed up. */
  readonly browser: string;
}

export async function signUp(world: World, email: string, name = 'Ada Lovelace'): Promise<Link> {
  const answer = await world.post('/signup', { name, company: '', email, password: PASSWORD });
  if (answer.status !== 303) throw new Error(`sign-up answered ${answer.status}`);
  await world.drain();
  return { token: await mailedToken(world, email), browser: cookieOf(answer, 'postmeter_browser') };
}

/** The token of the newest link mailed to the address. */
export async function mailedToken(world: World, email: string): Promise<string> {
  // A notice may come beside it, in either order.
  for (const { text } of await world.emulators.messages(email)) {
    const token = /[?&]token=([\w-]+)/.exec(text)?.[1];
    if (token) return token;
  }
  throw new Error(`no link in any mail to ${email}`);
}

export const ALL_TERMS = [
  ['accept', 'terms_of_service:1'],
  ['accept', 'post_pay_terms:1'],
] as const;

export function acceptTerms(world: World, { token, browser }: Link): Promise<Response> {
  return world.post('/verify', [['token', token], ...ALL_TERMS], browser);
}

/** `name=value` of a cookie that an answer sets. */
export function cookieOf(response: Response, name: string): string {
  const cookie = response.headers.getSetCookie().find((text) => text.startsWith(`${name}=`));
  if (!cookie) throw new Error(`no cookie ${name} in ${response.status}`);
  return cookie.split(';')[0] ?? '';
}

/**
 * Enrolled clients with panel users and the given servers, without the front door: what a run needs, in two calls.
 * Client n is `client-n@example.com`, ids in that order.
 */
export async function enrolMany(
  world: World,
  count: number,
  servers: (n: number) => SeedUser['servers'] = () => [
    { name: 'web', plan: 1, created_at: '2026-10-05T00:00:00Z', backups: true },
  ],
  currency: (n: number) => string = () => 'USD',
): Promise<readonly string[]> {
  const users = Array.from({ length: count }, (_, n) => ({
    email: `client-${n}@example.com`,
    password: PASSWORD,
    billing_user_id: 2001 + n,
    servers: servers(n) ?? [],
  }));
  const seeded = await world.emulators.seed(...users);
  const rows = seeded.map(({ id, email }, n) => ({
    id: `cli_${String(n).padStart(26, '0')}`,
    number: 2001 + n,
    email,
    currency: currency(n),
    panelUserId: id,
  }));
  await env.DB.prepare(
    `INSERT INTO client (id, number, email, name, company, currency, password_hash, state, panel_user_id, created_at_ms, enrolled_at_ms)
     SELECT value ->> 'id', value ->> 'number', value ->> 'email', 'Client', '', value ->> 'currency', '-', 'enrolled',
       value ->> 'panelUserId', 0, 1 FROM json_each(?)`,
  )
    .bind(JSON.stringify(rows))
    .run();
  await env.DB.prepare(
    `INSERT INTO terms_acceptance (client_id, kind, version, hash, accepted_at_ms, ip, user_agent)
     SELECT value ->> 'id', terms.kind, terms.version, terms.hash, 0, '', ''
     FROM json_each(?) CROSS JOIN terms_version AS terms`,
  )
    .bind(JSON.stringify(rows))
    .run();
  return rows.map(({ id }) => id);
}
