// What the panel, the identity provider and DNS answer, through the whole adapter of each.
import fc from 'fast-check';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect } from 'vitest';
import { createDnsOverHttps } from '#adapters/dns/dns-over-https.ts';
import { createIdentityProvider } from '#adapters/openid/identity-provider.ts';
import { createPanelClient } from '#adapters/solusvm/panel-client.ts';
import { createPanelInspection } from '#adapters/solusvm/panel-inspection.ts';
import { createServerInventory, DEFAULT_ENTRY_FIELDS } from '#adapters/solusvm/server-inventory.ts';
import { createServersOfUser } from '#adapters/solusvm/servers-of-user.ts';
import { createUsageReport } from '#adapters/solusvm/usage-report.ts';
import { createVirtualization } from '#adapters/solusvm/virtualization.ts';
import {
  type Answer,
  answersLike,
  fetchOf,
  SECRET,
  expectSoundResult as sound,
} from './support/answers.ts';
import { fuzz } from './support/fuzz.ts';
import { jsonLike, jsonTextLike, textLike } from './support/mutations.ts';
import { PANEL, REFUSAL } from './support/panel-answers.ts';

const NOW_MS = Date.parse('2026-11-03T10:00:00Z');
const SIGN_ON_URL = 'https://panel.example.net/auth/one-time?token={token}';
const silent = { info: () => {}, warn: () => {}, error: () => {} };

function panelOf(answers: readonly Answer[]) {
  const fetch = fetchOf(answers);
  const client = createPanelClient({
    apiUrl: 'https://panel.example.net/api/v1',
    token: SECRET,
    timeoutMs: 2_000,
    maxBodyBytes: 100_000,
    fetch,
  });
  const settings = {
    roleId: 2,
    limitGroupId: null,
    adminRoleId: 1,
    signOnUrlTemplate: SIGN_ON_URL,
  };
  return {
    users: createVirtualization(client, settings),
    usage: createUsageReport(client, silent),
    inventory: createServerInventory(client, DEFAULT_ENTRY_FIELDS),
    ofUser: createServersOfUser(client, silent),
    inspection: createPanelInspection(client, {
      ...settings,
      priceToken: SECRET,
      timeoutMs: 2_000,
      fetch,
    }),
  };
}

type Panel = ReturnType<typeof panelOf>;

/** What is asked, and an answer that fits. */
const QUESTIONS: readonly (readonly [unknown, (panel: Panel) => Promise<unknown>])[] = [
  [PANEL.users, async ({ users }) => sound(await users.findUsers('ada@example.com'))],
  [PANEL.users, async ({ users }) => sound(await users.usersPage(1))],
  [PANEL.user, async ({ users }) => sound(await users.lockUser(7))],
  [
    PANEL.user,
    async ({ users }) => {
      const user = { email: 'ada@example.com', password: 'Abcdef123', billingUserId: 1 };
      sound(await users.createUser(user));
    },
  ],
  [
    PANEL.token,
    async ({ users }) => {
      const url = await users.signOnUrl(7);
      sound(url);
      if (url.ok) expect(new URL(url.value).origin).toBe(new URL(SIGN_ON_URL).origin);
    },
  ],
  [
    PANEL.usage,
    async ({ usage }) => {
      const read = await usage.read(7, { startMs: 0, endMs: 1 });
      expect(['measured', 'none', 'unavailable']).toContain(read.kind);
    },
  ],
  [PANEL.plans, async ({ inventory }) => sound(await inventory.plans())],
  [PANEL.servers, async ({ inventory }) => sound(await inventory.serverPage(1, new Map()))],
  [PANEL.server, async ({ inventory }) => sound(await inventory.server(9, new Map()))],
  [PANEL.log, async ({ inventory }) => sound(await inventory.newestEntry())],
  [PANEL.log, async ({ inventory }) => sound(await inventory.entriesAfter(1, new Map()))],
  [PANEL.servers, async ({ ofUser }) => ofUser(7)],
  [PANEL.user, async ({ inspection }) => sound(await inspection.account())],
  [PANEL.roles, async ({ inspection }) => sound(await inspection.roles())],
  [PANEL.plans, async ({ inspection }) => sound(await inspection.plans())],
  [PANEL.servers, async ({ inspection }) => sound(await inspection.plansInUse())],
  [PANEL.integration, async ({ inspection }) => sound(await inspection.integration())],
];

describe('answers', () => {
  const asked = fc
    .constantFrom(...QUESTIONS)
    .chain(([fitting, ask]) => fc.tuple(fc.constant(ask), answersLike(fitting, fitting, REFUSAL)));
  fuzz('answers of the panel', asked, async ([ask, answers]) => ask(panelOf(answers)));

  const records = answersLike(
    {
      Status: 0,
      Answer: [
        { name: 'a', type: 16, TTL: 1, data: '"v=spf1 " "-all"' },
        { type: 15, data: '10 mx.example.net.' },
      ],
    },
    { Status: 3 },
  );
  fuzz('answers of DNS', records, async (answers) => {
    const dns = createDnsOverHttps({
      url: 'https://dns.example.net',
      timeoutMs: 2_000,
      fetch: fetchOf(answers),
    });
    for (const type of ['TXT', 'MX'] as const) {
      const found = await dns.lookUp('example.net', type);
      if (!found.ok) expect(found.error).toMatch(/^dns_[a-z_]+$/);
    }
  });
});

const ISSUER = 'https://id.example.net';
const METADATA = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/authorize`,
  token_endpoint: `${ISSUER}/token`,
  userinfo_endpoint: `${ISSUER}/userinfo`,
  jwks_uri: `${ISSUER}/jwks`,
};
const FLOW = { state: 's', nonce: 'n', codeVerifier: 'v' };
const keys = await generateKeyPair('ES256', { extractable: true });
const JWK = { ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'ES256', use: 'sig' };
const CLAIMS = {
  iss: ISSUER,
  aud: 'us',
  sub: '7',
  nonce: 'n',
  iat: NOW_MS / 1_000,
  exp: NOW_MS / 1_000 + 300,
};
const USER = { sub: '7', email: 'ada@example.com', email_verified: true, name: 'Ada' };

/** Only one of the four answers is broken, so that the others lead to it. */
const provider = fc.constantFrom('metadata', 'keys', 'tokens', 'claims', 'user').chain((broken) =>
  fc.record({
    metadata:
      broken === 'metadata' ? jsonTextLike(METADATA) : fc.constant(JSON.stringify(METADATA)),
    keys:
      broken === 'keys'
        ? jsonTextLike({ keys: [JWK] })
        : fc.constant(JSON.stringify({ keys: [JWK] })),
    claims: broken === 'claims' ? jsonLike(CLAIMS) : fc.constant<unknown>(CLAIMS),
    idToken: broken === 'tokens' ? textLike('eyJhbGciOiJub25lIn0.e30.', 'a.b.c') : fc.constant(''),
    user: broken === 'user' ? jsonTextLike(USER) : fc.constant(JSON.stringify(USER)),
  }),
);

describe('the identity provider', () => {
  fuzz('answers of the identity provider', provider, async (given) => {
    const idToken = given.idToken || (await signed(given.claims));
    const texts: Readonly<Record<string, string>> = {
      '/jwks': given.keys,
      '/token': JSON.stringify({ id_token: idToken, access_token: 'a' }),
      '/userinfo': given.user,
    };
    const identity = createIdentityProvider({
      ...{ name: 'Id', issuer: ISSUER, discoveryUrl: `${ISSUER}/.well-known`, clientId: 'us' },
      ...{ clientSecret: SECRET, redirectUri: 'https://billing.example.net/cb', pkce: true },
      algorithms: ['ES256'],
      timeoutMs: 2_000,
      clock: { nowMs: () => NOW_MS },
      fetch: async (url) => new Response(texts[new URL(String(url)).pathname] ?? given.metadata),
    });
    sound(await identity.authorizationUrl(FLOW));
    const who = await identity.identify('code', FLOW);
    sound(who);
    if (who.ok) expect(who.value.subject).toBe('7');
  });
});

/** A payload that is no object cannot be signed so; it is one without claims. */
function signed(claims: unknown): Promise<string> {
  const isObject = typeof claims === 'object' && claims !== null && !Array.isArray(claims);
  return new SignJWT(isObject ? { ...claims } : {})
    .setProtectedHeader({ alg: 'ES256', kid: 'k' })
    .sign(keys.privateKey);
}
