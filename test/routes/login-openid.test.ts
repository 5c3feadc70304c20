// "Continue with …": the whole way over HTTP, with the emulated WHMCS as the provider and as the billing system.
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { err } from '#core/result.ts';
import { OPENID_CLIENT_ID, OPENID_CLIENT_SECRET } from '#emulators/whmcs/credentials.ts';
import { postJson } from '../adapters/billing/contract/support/target.ts';
import { WHMCS } from '../adapters/billing/contract/support/whmcs.ts';
import { signedIn } from '../support/clients.ts';
import { type Jar, ledTo, newJar } from '../support/jar.ts';
import { ALL_TERMS, becomeClient, openShop, PASSWORD } from '../support/people.ts';
import { newWorld, ORIGIN, type World } from '../support/world.ts';

const EMAIL = 'ann@example.com';
const CALLBACK = '/login/openid/callback';
const TERMS = '/login/openid/terms';

let world: World;
let url: string;

async function start(
  settings: Readonly<Record<string, string>> = {},
  bindings: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  world = await newWorld({
    bindings,
    settings: ({ url: emulators }) => ({
      ...WHMCS.settings(emulators),
      OPENID_NAME: 'Test Billing',
      OPENID_CLIENT_ID,
      OPENID_CLIENT_SECRET,
      ...settings,
    }),
  });
  url = `${world.emulators.url}/whmcs`;
  await openShop(world);
}

beforeEach(() => start());

interface Account {
  readonly email?: string;
  readonly company?: string;
  readonly currency?: string;
  readonly emailVerified?: boolean;
}

/** A client there, whose owner signs in with `PASSWORD`. */
function seed(...accounts: readonly Account[]): Promise<unknown> {
  const clients = accounts.map(
    ({ email = EMAIL, company = '', currency = 'EUR', emailVerified = true }) => ({
      profile: { email, firstname: 'Ann', lastname: 'Lee', companyname: company },
      password: PASSWORD,
      currency,
      emailVerified,
    }),
  );
  return postJson(`${url}/control`, { seed: { clients } });
}

const options = (given: Readonly<Record<string, unknown>>) =>
  postJson(`${url}/control`, { options: given });

/** What the person does over there: signs in, agrees, and is sent back. Answers the address here. */
async function agree(authorizeUrl: string, email = EMAIL): Promise<string> {
  const signIn = new URLSearchParams({ username: email, password: PASSWORD });
  const entered = await fetch(`${url}/dologin.php`, {
    method: 'POST',
    body: signIn,
    redirect: 'manual',
  });
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const consent = await fetch(authorizeUrl, {
    method: 'POST',
    body: new URLSearchParams({ consent: 'yes' }),
    headers: { cookie },
    redirect: 'manual',
  });
  const back = new URL(consent.headers.get('location') ?? '');
  expect(back.origin + back.pathname).toBe(ORIGIN + CALLBACK);
  return back.pathname + back.search;
}

async function begin(jar: Jar): Promise<URL> {
  const [status, to] = ledTo(await jar.get('/login/openid'));
  expect(status).toBe(303);
  return new URL(to ?? '');
}

/** The whole way there and back. */
async function recognised(jar: Jar, email = EMAIL): Promise<Response> {
  return jar.get(await agree((await begin(jar)).href, email));
}

const accept = (jar: Jar, more: [string, string][] = []) =>
  jar.post(TERMS, [...ALL_TERMS.map(([k, v]): [string, string] => [k, v]), ...more]);

function clients() {
  return world.sql<{
    email: string;
    state: string;
    currency: string;
    company: string;
    there: string | null;
  }>(
    `SELECT email, state, currency, company, billing_client_id AS there FROM client
     LEFT JOIN billing_link ON billing_link.client_id = client.id ORDER BY client.number`,
  );
}

const identities = () => world.sql<{ id: string }>('SELECT client_id AS id FROM client_identity');

describe('continuing with another system', () => {
  it('is offered on the start page, the log-in page and in the client area, and only where it is set up', async () => {
    const jar = newJar(world);
    for (const page of ['/', '/login']) {
      expect(await jar.read(page)).toContain('href="/login/openid">Continue with Test Billing');
    }
    world = await newWorld();
    const plain = newJar(world);
    expect(await plain.read('/login')).not.toContain('/login/openid');
    expect((await plain.get('/login/openid')).status).toBe(404);
    expect((await plain.get(`${CALLBACK}?code=x&state=y`)).status).toBe(404);
    expect((await plain.get(TERMS)).status).toBe(404);
  });

  it('asks with state, nonce and a challenge of its own each time', async () => {
    const [one, other] = [await begin(newJar(world)), await begin(newJar(world))];
    expect(one.searchParams.get('redirect_uri')).toBe(`${ORIGIN}${CALLBACK}`);
    expect(one.searchParams.get('scope')).toBe('openid profile email');
    expect(one.searchParams.get('code_challenge_method')).toBe('S256');
    for (const secret of ['state', 'nonce', 'code_challenge']) {
      expect(one.searchParams.get(secret)).toMatch(/^[\w-]{43}$/);
      expect(one.searchParams.get(secret)).not.toBe(other.searchParams.get(secret));
    }
  });

  it('enrols an existing client of theirs, who types nothing: evidence, currency, company, link', async () => {
    await options({ pkce: 'verified' });
    await seed({ company: 'Lee Ltd' });
    const jar = newJar(world);
    expect(ledTo(await recognised(jar))).toEqual([303, TERMS]);
    const page = await jar.read(TERMS);
    expect(page).toContain(EMAIL);
    expect(page).toContain('Lee Ltd · #1 · EUR');
    expect(page).not.toMatch(/type="password"|name="currency"|type="email"/);
    expect((await jar.post(TERMS, {})).status).toBe(422);
    expect(await clients()).toEqual([]);

    expect(ledTo(await accept(jar))).toEqual([303, '/ready']);
    expect(await clients()).toEqual([
      { email: EMAIL, state: 'enrolled', currency: 'EUR', company: 'Lee Ltd', there: '1' },
    ]);
    const evidence = await world.sql(
      'SELECT kind, version, ip, user_agent AS agent FROM terms_acceptance ORDER BY kind',
    );
    expect(evidence).toEqual([
      expect.objectContaining({ kind: 'post_pay_terms', version: '1', ip: '203.0.113.77' }),
      expect.objectContaining({ kind: 'terms_of_service', version: '1', ip: '203.0.113.77' }),
    ]);
    const noted = await world.sql<{ action: string }>(
      'SELECT action FROM audit_event ORDER BY action',
    );
    expect(noted.map(({ action }) => action)).toEqual([
      'client_enrolled',
      'client_linked',
      'identity_linked',
      'terms_accepted',
    ]);
    expect((await jar.get('/dashboard')).status).toBe(200);

    const later = newJar(world);
    expect(ledTo(await recognised(later))).toEqual([303, '/dashboard']);
    expect((await later.get('/dashboard')).status).toBe(200);
  });

  it('asks which account, and takes none but their own', async () => {
    await seed({ company: 'First' }, { email: 'eve@example.com', company: 'Of another' });
    await api('AddClient', {
      email: 'second@example.com',
      firstname: 'Ann',
      lastname: 'Lee',
      companyname: 'Second',
      owner_user_id: '1',
      skipvalidation: '1',
    });
    const jar = newJar(world);
    await recognised(jar);
    const page = await jar.read(TERMS);
    expect(page).toMatch(/First · #1.*Second · #3/s);
    expect(page).not.toContain('Of another');
    expect(await (await accept(jar)).text()).toContain('Choose one of your accounts');
    // Another client's number in the form opens nothing.
    expect((await accept(jar, [['account', '2']])).status).toBe(422);
    expect(await clients()).toEqual([]);
    expect(ledTo(await accept(jar, [['account', '3']]))).toEqual([303, '/ready']);
    expect(await clients()).toMatchObject([{ email: EMAIL, there: '3' }]);
  });

  it('offers no account that is billed to somebody else here, and none in a currency that is not ours', async () => {
    await seed({ currency: 'GBP' });
    const jar = newJar(world);
    await recognised(jar);
    expect(await (await accept(jar)).text()).toContain('a currency that we do not offer');
    await postJson(`${url}/control`, {
      act: { do: 'change-currency', clientId: 1, code: 'USD' },
    });
    await becomeClient(world, 'bob@example.com');
    await world.sql("INSERT INTO billing_link SELECT id, 'whmcs', '1', 0 FROM client");
    const refused = await accept(jar);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('belongs to another account with us');
    expect(await clients()).toHaveLength(1);
  });

  it('lets somebody in who is a user there and owns no client yet', async () => {
    await seed({});
    await api('CloseClient', { clientid: '1' });
    const jar = newJar(world);
    await recognised(jar);
    expect(await jar.read(TERMS)).toContain('name="currency"');
    expect(ledTo(await accept(jar, [['currency', 'USD']]))).toEqual([303, '/ready']);
    expect(await clients()).toMatchObject([{ currency: 'USD', there: null }]);
  });
});

/** A call of the billing API by somebody else. */
async function api<T>(action: string, fields: Readonly<Record<string, string>>): Promise<T> {
  const { WHMCS_IDENTIFIER = '', WHMCS_SECRET = '', WHMCS_ACCESS_KEY = '' } = WHMCS.settings('');
  const body = new URLSearchParams({
    action,
    responsetype: 'json',
    identifier: WHMCS_IDENTIFIER,
    secret: WHMCS_SECRET,
    accesskey: WHMCS_ACCESS_KEY,
    ...fields,
  });
  const answer = await fetch(`${url}/includes/api.php`, { method: 'POST', body });
  const said = await answer.json<T & { result: string }>();
  expect(said.result).toBe('success');
  return said;
}

describe('an account that is here already', () => {
  it('is joined when the address is proved on both sides, and its owner is told', async () => {
    await becomeClient(world, EMAIL);
    await seed({});
    const jar = newJar(world);
    expect(ledTo(await recognised(jar))).toEqual([303, '/dashboard']);
    expect(await identities()).toHaveLength(1);
    expect(await clients()).toHaveLength(1);
    await world.drain();
    const subjects = (await world.emulators.messages(EMAIL)).map(({ subject }) => subject);
    expect(subjects.join()).toContain('Another way to log in was added');
  });

  it('is not joined for an address that nobody proved there: log in first, then connect', async () => {
    await becomeClient(world, EMAIL);
    await seed({ emailVerified: false });
    const jar = newJar(world);
    const asked = await recognised(jar);
    expect(asked.status).toBe(409);
    expect(await asked.text()).toContain('Log in here first');
    expect(await identities()).toEqual([]);
    expect(ledTo(await jar.get('/dashboard'))[0]).toBe(303);
    // The note that is kept for connecting opens no account.
    expect((await jar.get(TERMS)).status).toBe(410);
    expect((await accept(jar)).status).toBe(410);

    const entered = await jar.post('/login', { email: EMAIL, password: PASSWORD });
    expect(ledTo(entered)).toEqual([303, '/account/identity']);
    expect(await jar.read('/account/identity')).toContain('>Connect</button>');
    expect(await identities()).toEqual([]);
    expect(ledTo(await jar.post('/account/identity'))).toEqual([303, '/account/identity']);
    expect(await identities()).toHaveLength(1);

    const later = newJar(world);
    expect(ledTo(await recognised(later))).toEqual([303, '/dashboard']);
    expect(await later.read('/account')).toContain('Connected');
    await later.post('/account/identity/remove');
    expect(await identities()).toEqual([]);
  });

  it('asks for its second factor also then, and is joined only after it', async () => {
    await becomeClient(world, EMAIL);
    await world.sql("INSERT INTO second_factor SELECT id, 'sealed', 0, 0 FROM client");
    await seed({});
    const jar = newJar(world);
    expect(ledTo(await recognised(jar))).toEqual([303, '/login/code']);
    expect(await identities()).toEqual([]);
    expect(jar.cookies.has('postmeter_session')).toBe(false);
    expect(ledTo(await jar.get('/dashboard'))[0]).toBe(303);
    const wrong = await jar.post('/login/code', { code: '000000' });
    expect(wrong.status).toBe(401);
    expect(await identities()).toEqual([]);

    const { digests } = world.ports.secrets;
    const [hash] = await digests([RECOVERY_CODE.replaceAll('-', '')]);
    await world.sql(
      'INSERT INTO recovery_code (client_id, code_hash) SELECT id, ? FROM client',
      hash,
    );
    await world.passMs(60_000);
    expect(ledTo(await jar.post('/login/code', { code: RECOVERY_CODE }))).toEqual([
      303,
      '/dashboard',
    ]);
    expect(await identities()).toHaveLength(1);
    // And every time from now on.
    expect(ledTo(await recognised(newJar(world)))).toEqual([303, '/login/code']);
  });

  it('connects nobody’s identity twice', async () => {
    await seed({ emailVerified: false });
    await becomeClient(world, EMAIL);
    const [row] = await world.sql<{ id: `cli_${string}` }>('SELECT id FROM client');
    if (!row) throw new Error('no client');
    const first = newJar(world, { cookies: [await signedIn(world, row.id)] });
    expect(ledTo(await recognised(first))).toEqual([303, '/account/identity']);
    const copy = first.stolen();
    await first.post('/account/identity');
    const again = await copy.post('/account/identity');
    expect(again.status).toBe(422);
    expect(await again.text()).toContain('connected with another account');
  });
});

const RECOVERY_CODE = '0123-4567-89ab-cdef';

describe('the proof of an address', () => {
  const proofs: [string, string, { verified: boolean; claim: string }, number][] = [
    ['a claim that says yes', 'claim', { verified: true, claim: 'present' }, 303],
    ['a claim that says no', 'claim', { verified: false, claim: 'present' }, 403],
    ['no claim', 'claim', { verified: true, claim: 'missing' }, 403],
    ['no claim, but a verified client', 'client', { verified: true, claim: 'missing' }, 303],
    ['no claim and an unverified client', 'client', { verified: false, claim: 'missing' }, 403],
    [
      'a claim that says no, whatever the client',
      'client',
      { verified: false, claim: 'present' },
      403,
    ],
    ['an operator who vouches', 'assumed', { verified: false, claim: 'missing' }, 303],
  ];
  it.each(proofs)('%s (%s)', async (_, proof, { verified, claim }, status) => {
    await start({ OPENID_ADDRESS_PROOF: proof });
    await seed({ emailVerified: verified });
    await options({ emailVerifiedClaim: claim });
    const jar = newJar(world);
    const answer = await recognised(jar);
    expect(answer.status).toBe(status);
    if (status === 403) {
      expect(await answer.text()).toContain('not confirmed yet');
      expect((await jar.get(TERMS)).status).toBe(410);
    }
  });
});

describe('an answer that is not the provider’s to this very request', () => {
  const nothingHappened = async (answer: Response, status: number, text: string) => {
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(text);
    expect(answer.headers.get('set-cookie') ?? '').not.toContain('postmeter_session=');
    expect(await clients()).toEqual([]);
    expect(await identities()).toEqual([]);
  };
  const AGAIN = 'Please begin again';
  const NOT_RECOGNISED = 'We could not recognise you';

  beforeEach(() => seed({}));

  it('with another state, in another browser, or without one that asked', async () => {
    const jar = newJar(world);
    const back = await agree((await begin(jar)).href);
    await nothingHappened(await newJar(world).get(back), 410, AGAIN);
    const other = newJar(world);
    await begin(other);
    await nothingHappened(await other.get(back), 410, AGAIN);
    const changed = back.replace(/state=[\w-]{3}/, 'state=abc');
    await nothingHappened(await jar.get(changed), 410, AGAIN);
  });

  it('brought twice, by whoever has a copy of the browser', async () => {
    const jar = newJar(world);
    const back = await agree((await begin(jar)).href);
    const copy = jar.stolen();
    expect(ledTo(await jar.get(back))).toEqual([303, TERMS]);
    await nothingHappened(await copy.get(back), 410, AGAIN);
  });

  it('with a code that was used already, also under a request that is good', async () => {
    const first = await agree((await begin(newJar(world))).href);
    const used = new URL(first, ORIGIN).searchParams.get('code') ?? '';
    await exchangeElsewhere(used);
    const jar = newJar(world);
    const back = new URL(await agree((await begin(jar)).href), ORIGIN);
    back.searchParams.set('code', used);
    const answer = await jar.get(back.pathname + back.search);
    await nothingHappened(answer, 403, NOT_RECOGNISED);
  });

  it('with a code that was given to another client of theirs', async () => {
    const other = await api<{ clientIdentifier: string }>('CreateOAuthCredential', {
      grantType: 'authorization_code',
      scope: 'openid profile email',
      name: 'Other',
      redirectUri: ORIGIN + CALLBACK,
    });
    const jar = newJar(world);
    const asked = await begin(jar);
    asked.searchParams.set('client_id', other.clientIdentifier);
    await nothingHappened(await jar.get(await agree(asked.href)), 403, NOT_RECOGNISED);
  });

  it.each([
    ['nonce', 'ignored'],
    ['code_challenge', 'verified'],
  ])('with another %s than was asked with', async (name, pkce) => {
    await options({ pkce });
    const jar = newJar(world);
    const asked = await begin(jar);
    asked.searchParams.set(name, 'x'.repeat(43));
    await nothingHappened(await jar.get(await agree(asked.href)), 403, NOT_RECOGNISED);
  });

  it('with a token that is too old', async () => {
    await world.setNow('2026-11-10T12:00:00Z', -2 * 3_600_000);
    await nothingHappened(await recognised(newJar(world)), 403, NOT_RECOGNISED);
  });

  it('from another issuer than the one that was set', async () => {
    await options({ systemUrl: 'https://evil.example' });
    const answer = await newJar(world).get('/login/openid');
    await nothingHappened(answer, 503, 'We got no answer');
  });

  it('with a refusal, or after too long', async () => {
    const jar = newJar(world);
    const state = (await begin(jar)).searchParams.get('state');
    const refused = await jar.get(`${CALLBACK}?error=access_denied&state=${state}`);
    await nothingHappened(refused, 403, 'You did not agree');
    const back = await agree((await begin(jar)).href);
    await world.passMs(15 * 60_000);
    await nothingHappened(await jar.get(back), 410, AGAIN);
  });

  it('after the terms lay open for too long', async () => {
    const jar = newJar(world);
    await recognised(jar);
    await world.passMs(60 * 60_000);
    await nothingHappened(await accept(jar), 410, AGAIN);
  });

  async function exchangeElsewhere(code: string): Promise<void> {
    await fetch(`${url}/oauth/token.php`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: OPENID_CLIENT_ID,
        client_secret: OPENID_CLIENT_SECRET,
        redirect_uri: ORIGIN + CALLBACK,
        code,
      }),
    });
  }
});

describe('trouble', () => {
  it('of the provider keeps nobody from what does not need it', async () => {
    await start({ OPENID_DISCOVERY_URL: 'http://127.0.0.1:1/' });
    const jar = newJar(world);
    const answer = await jar.get('/login/openid');
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('href="/signup"');
    expect((await jar.get('/login')).status).toBe(200);
  });

  it('of passwords makes no client, keeps what was chosen, and takes it when it is sent again', async () => {
    let down = true;
    const refuse = async () =>
      err({ disposition: 'unavailable', code: 'hashing_busy', detail: '' } as const);
    await start(
      {},
      {
        PASSWORD_HASHER: {
          idFromName: (name: string) => env.PASSWORD_HASHER.idFromName(name),
          get: (id: DurableObjectId) =>
            down ? { hash: refuse, verify: refuse } : env.PASSWORD_HASHER.get(id),
        },
      },
    );
    await seed({});
    const jar = newJar(world);
    await recognised(jar);
    const answer = await accept(jar);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '3']);
    const html = await answer.text();
    expect(html).toContain('Please try again in a few seconds');
    expect(html.match(/type="checkbox"[^>]*checked/g)).toHaveLength(2);
    expect(await clients()).toEqual([]);
    down = false;
    expect(ledTo(await accept(jar))).toEqual([303, '/ready']);
  });

  it('of billing stops the choice of an account, and deliveries with it where the key is refused', async () => {
    await seed({});
    const jar = newJar(world);
    await recognised(jar);
    await WHMCS.desk(world.emulators.url).refuse('key');
    expect((await jar.get(TERMS)).status).toBe(503);
    expect(await world.sql('SELECT code FROM billing_stop')).toEqual([
      { code: 'billing_refused_key' },
    ]);
    const calls = await fetch(`${url}/calls`).then((answer) => answer.json<unknown[]>());
    expect((await jar.get(TERMS)).status).toBe(503);
    expect(await fetch(`${url}/calls`).then((answer) => answer.json())).toHaveLength(calls.length);
    expect(await clients()).toEqual([]);
  });
});
