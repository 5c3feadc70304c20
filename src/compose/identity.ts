// Who may say who somebody is, with its settings.
import { createIdentityProvider } from '#adapters/openid/identity-provider.ts';
import type { Clock } from '#ports/clock.ts';
import type { IdentityProvider } from '#ports/identity-provider.ts';
import { openIdDiscoveryUrl, openIdIssuer } from '../env/identity.ts';
import type { Env } from '../env.ts';
import { globalFetch } from './global-fetch.ts';

/** Kept per environment, because it keeps the provider's metadata and keys. */
const providers = new WeakMap<Env, IdentityProvider>();

export function identityProviderOf(env: Env, clock: Clock): IdentityProvider | undefined {
  const known = providers.get(env);
  if (known) return known;
  const { OPENID_CLIENT_ID: clientId, OPENID_CLIENT_SECRET: clientSecret } = env;
  const issuer = openIdIssuer(env);
  // env.ts has checked that one comes with the others.
  if (!clientId || !clientSecret || !issuer) return undefined;
  const provider = createIdentityProvider({
    name: env.OPENID_NAME ?? env.PROVIDER_NAME,
    issuer,
    discoveryUrl: openIdDiscoveryUrl(env, issuer),
    clientId,
    clientSecret,
    redirectUri: `${env.ORIGIN}/login/openid/callback`,
    algorithms: env.OPENID_ALGORITHMS,
    pkce: env.OPENID_PKCE,
    timeoutMs: env.OPENID_TIMEOUT_MS,
    fetch: globalFetch,
    clock,
  });
  providers.set(env, provider);
  return provider;
}
