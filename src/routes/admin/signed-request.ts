// How a signed request arrives: as a body of `application/jose`, or, for reading, as a bearer token or in a link.
import type { Result } from '#core/result.ts';
import { err, ok } from '#core/result.ts';
import type { SignedRequest } from '#ports/admin-signatures.ts';
import { authorise } from '#usecases/admin/authorise.ts';
import type { AppContext } from '../app-env.ts';
import { problem } from '../problem.ts';
import { refusalProblem } from './refusal-problem.ts';

/** The body as a signed request for one of `actions`, or the answer that refuses it; behind `boundedBody`. Uses the request up. */
export async function signedBody(
  c: AppContext,
  actions: readonly string[],
): Promise<Result<SignedRequest, Response>> {
  // Not text(): workerd warns in the log about a content type that is no text.
  const jws = new TextDecoder().decode(await c.req.arrayBuffer());
  return check(c, jws.trim(), actions);
}

/** The bearer token as a signed request with `action: "read"`. May be shown again until it expires. */
export async function signedBearer(c: AppContext): Promise<Result<SignedRequest, Response>> {
  const [scheme, jws] = c.req.header('authorization')?.split(' ') ?? [];
  if (scheme?.toLowerCase() !== 'bearer' || !jws) return check(c, '', ['read']);
  return check(c, jws, ['read']);
}

/**
 * The same signature as bearer token or, because a browser cannot send one with a link, as `?jws=`. Only for pages and
 * files that are read: it opens nothing else, and it expires within minutes.
 */
export async function signedLink(c: AppContext): Promise<Result<SignedRequest, Response>> {
  c.header('cache-control', 'no-store');
  const jws = c.req.query('jws');
  return jws === undefined ? signedBearer(c) : check(c, jws, ['read']);
}

async function check(
  c: AppContext,
  jws: string,
  actions: readonly string[],
): Promise<Result<SignedRequest, Response>> {
  if (jws === '') {
    return err(problem(c, 401, 'signature_missing', 'This needs a JWS signed by an admin key.'));
  }
  const request = await authorise(c.env.ports, jws, actions);
  return request.ok ? ok(request.value) : err(refusalProblem(c, request.error));
}
