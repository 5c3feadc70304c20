import { z } from 'zod';
import { base64Url } from '#core/bytes-as-text.ts';
import { normalEmail } from '#core/enrolment/email.ts';
import { ok, type Result } from '#core/result.ts';
import type {
  FlowSecrets,
  Identity,
  IdentityFailure,
  IdentityProvider,
} from '#ports/identity-provider.ts';
import { subjectOf } from './id-token.ts';
import { createMetadata, type Metadata } from './metadata.ts';
import { createOpenIdClient, malformed, type OpenIdClient, rejected } from './openid-client.ts';
import type { OpenIdSettings } from './settings.ts';
import { createSigningKeys } from './signing-keys.ts';

const SCOPES = 'openid profile email';

const tokens = z.object({ id_token: z.string().min(1), access_token: z.string().min(1) });
const refusal = z.object({ error: z.string() });
const claims = z.object({
  sub: z.string(),
  email: z.string().max(254).catch(''),
  email_verified: z.union([z.boolean(), z.stringbool(), z.int()]).optional().catch(false),
  name: z.string().max(200).catch(''),
});

/** WHMCS, or whoever else speaks OpenID Connect with a secret in the body of the request. */
export function createIdentityProvider(settings: OpenIdSettings): IdentityProvider {
  const { clientId, redirectUri, algorithms, clock } = settings;
  const call = createOpenIdClient(settings);
  const metadata = createMetadata(call, settings);
  const keys = createSigningKeys(call, clock);
  return {
    name: settings.name,
    async authorizationUrl(secrets) {
      const known = await metadata();
      if (!known.ok) return known;
      const url = new URL(known.value.authorization_endpoint);
      const asked = {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: SCOPES,
        state: secrets.state,
        nonce: secrets.nonce,
        ...(settings.pkce && {
          code_challenge: await challengeOf(secrets.codeVerifier),
          code_challenge_method: 'S256',
        }),
      };
      for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
      return ok(url.href);
    },
    async identify(code, secrets) {
      const known = await metadata();
      if (!known.ok) return known;
      const { issuer, jwks_uri, userinfo_endpoint } = known.value;
      const given = await exchange(call, settings, known.value, code, secrets);
      if (!given.ok) return given;
      const { nonce } = secrets;
      const expected = { issuer, clientId, nonce, algorithms, nowMs: clock.nowMs() };
      const subject = await subjectOf(given.value.id_token, keys, jwks_uri, expected);
      if (!subject.ok) return subject;
      const told = await userInfo(call, userinfo_endpoint, given.value.access_token);
      if (!told.ok) return told;
      // Core 5.3.2: another's claims must not be put to this subject.
      if (told.value.sub !== subject.value) {
        return rejected('identity_token_invalid', 'userinfo is about somebody else');
      }
      return ok(identityOf(issuer, told.value));
    },
  };
}

/** The code for the tokens. The secret goes in the body: the only way that WHMCS is known to take. */
async function exchange(
  call: OpenIdClient,
  { clientId, clientSecret, redirectUri, pkce }: OpenIdSettings,
  { token_endpoint }: Metadata,
  code: string,
  { codeVerifier }: FlowSecrets,
): Promise<Result<z.output<typeof tokens>, IdentityFailure>> {
  const answer = await call({
    url: token_endpoint,
    form: {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      client_id: clientId,
      client_secret: clientSecret,
      ...(pkce && { code_verifier: codeVerifier }),
    },
  });
  if (!answer.ok) return answer;
  const { status, json } = answer.value;
  const parsed = tokens.safeParse(json);
  if (status === 200 && parsed.success) return ok(parsed.data);
  const said = refusal.safeParse(json).data?.error;
  if (said === 'invalid_grant') return rejected('identity_code_refused', 'invalid_grant');
  if (said === 'invalid_client') return rejected('identity_client_refused', 'invalid_client');
  return malformed(`token: HTTP ${status} without tokens`);
}

/** The only place where WHMCS tells the address. */
async function userInfo(
  call: OpenIdClient,
  url: string,
  bearer: string,
): Promise<Result<z.output<typeof claims>, IdentityFailure>> {
  const answer = await call({ url, bearer });
  if (!answer.ok) return answer;
  const parsed = claims.safeParse(answer.value.status === 200 ? answer.value.json : undefined);
  if (parsed.success) return ok(parsed.data);
  return malformed(`userinfo: HTTP ${answer.value.status} without claims`);
}

function identityOf(issuer: string, told: z.output<typeof claims>): Identity {
  const email = normalEmail(told.email);
  const isOne = z.email({ pattern: z.regexes.html5Email }).safeParse(email).success;
  const { email_verified: verified } = told;
  return {
    issuer,
    subject: told.sub,
    email: isOne ? email : '',
    emailVerified: verified === undefined ? undefined : verified === true || verified === 1,
    name: told.name.trim(),
  };
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64Url(new Uint8Array(digest));
}
