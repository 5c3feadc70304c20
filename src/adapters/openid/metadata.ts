// Where the provider's endpoints are, as it says itself (OpenID Connect Discovery). WHMCS lists little more than those, so
// response types, PKCE methods and how a client proves itself are not asked of it.
import { z } from 'zod';
import { ok, type Result } from '#core/result.ts';
import type { Clock } from '#ports/clock.ts';
import type { IdentityFailure } from '#ports/identity-provider.ts';
import { malformed, type OpenIdClient, rejected } from './openid-client.ts';
import type { OpenIdSettings } from './settings.ts';

/** Long against the length of a sign-in, short against a move of the provider. */
const KEPT_MS = 3_600_000;

const address = z.url({ protocol: /^https?$/ });
const schema = z.object({
  issuer: z.string().min(1),
  authorization_endpoint: address,
  token_endpoint: address,
  userinfo_endpoint: address,
  jwks_uri: address,
});
export type Metadata = z.output<typeof schema>;

export type ReadMetadata = () => Promise<Result<Metadata, IdentityFailure>>;

/** Kept for an hour once it was good; a failure is not kept. */
export function createMetadata(
  call: OpenIdClient,
  { discoveryUrl, issuer, clock }: OpenIdSettings,
): ReadMetadata {
  return remembered(clock, async () => {
    const answer = await call({ url: discoveryUrl });
    if (!answer.ok) return answer;
    const parsed = schema.safeParse(answer.value.status === 200 ? answer.value.json : undefined);
    if (!parsed.success) return malformed(`discovery: HTTP ${answer.value.status}, not metadata`);
    // Discovery 4.3. Whether the vendor's "System URL" ends in a slash is each installation's own.
    const theirs = parsed.data.issuer;
    if (withoutSlash(theirs) !== withoutSlash(issuer)) {
      return rejected('identity_issuer_differs', `the provider calls itself ${theirs}`);
    }
    if (!isAsSafe(parsed.data, issuer)) {
      return rejected('identity_issuer_differs', 'an endpoint is not https as the issuer is');
    }
    return ok(parsed.data);
  });
}

/** The secret and the code go to these addresses: never in clear because a page says so. */
function isAsSafe(metadata: Metadata, issuer: string): boolean {
  if (!issuer.startsWith('https:')) return true;
  const { authorization_endpoint, token_endpoint, userinfo_endpoint, jwks_uri } = metadata;
  return [authorization_endpoint, token_endpoint, userinfo_endpoint, jwks_uri].every((url) =>
    url.startsWith('https:'),
  );
}

function remembered<T>(
  clock: Clock,
  read: () => Promise<Result<T, IdentityFailure>>,
): () => Promise<Result<T, IdentityFailure>> {
  let kept: { readonly value: T; readonly untilMs: number } | undefined;
  return async () => {
    if (kept && clock.nowMs() < kept.untilMs) return ok(kept.value);
    const fresh = await read();
    if (fresh.ok) kept = { value: fresh.value, untilMs: clock.nowMs() + KEPT_MS };
    return fresh;
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
