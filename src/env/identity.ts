// The settings of recognising people by OpenID Connect. With a client id it is offered, and without one nothing of it is.
import { z } from 'zod';
import { httpUrl, integer, yesOrNo } from './fields.ts';

/** Signatures that only the provider can make: never `none`, never a secret that we know as well. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384', 'EdDSA'] as const;

export const identityVariables = z.object({
  OPENID_CLIENT_ID: z.string().min(1).optional(),
  OPENID_CLIENT_SECRET: z.string().min(1).optional(),
  OPENID_NAME: z.string().trim().min(1).max(60).optional(),
  OPENID_ISSUER: httpUrl.optional(),
  OPENID_DISCOVERY_URL: httpUrl.optional(),
  OPENID_ALGORITHMS: z
    .string()
    .default('RS256')
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.enum(ALGORITHMS)).min(1)),
  OPENID_PKCE: yesOrNo('yes'),
  OPENID_ADDRESS_PROOF: z.enum(['claim', 'client', 'assumed']).default('claim'),
  OPENID_TIMEOUT_MS: integer('10000', { from: 100, to: 20_000 }),
});

type IdentityEnv = z.output<typeof identityVariables> & {
  readonly WHMCS_URL?: string | undefined;
};

/** Where WHMCS has its metadata; the well-known place is there only with a rule of the web server. */
const WHMCS_DISCOVERY = '/oauth/openid-configuration.php';
const WELL_KNOWN = '/.well-known/openid-configuration';

/** WHMCS's own, which is its System URL, unless another was set. */
export function openIdIssuer(env: IdentityEnv): string | undefined {
  return env.OPENID_ISSUER ?? env.WHMCS_URL;
}

export function openIdDiscoveryUrl(env: IdentityEnv, issuer: string): string {
  if (env.OPENID_DISCOVERY_URL) return env.OPENID_DISCOVERY_URL;
  if (env.WHMCS_URL) return env.WHMCS_URL + WHMCS_DISCOVERY;
  return issuer.replace(/\/+$/, '') + WELL_KNOWN;
}
