import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './app-env.ts';
import { errorPage } from './errors.tsx';

/** Our longest address is one that OpenID Connect comes back to: a code and a state of 2,000 characters each at most. */
export const MAX_URL_CHARACTERS = 8 * 1024;
/** All our cookies together have some 4,000 characters. Cloudflare itself takes more. */
export const MAX_HEADER_CHARACTERS = 16 * 1024;

const STATUSES = { address_too_long: 414, head_too_large: 431 } as const;

/** Why an address or a head is more than anybody has a reason to send. */
export function headRefusal(request: Request): keyof typeof STATUSES | undefined {
  if (request.url.length > MAX_URL_CHARACTERS) return 'address_too_long';
  let characters = 0;
  for (const [name, value] of request.headers) characters += name.length + value.length;
  return characters > MAX_HEADER_CHARACTERS ? 'head_too_large' : undefined;
}

export const boundedHead = createMiddleware<AppEnv>(async function boundedHead(c, next) {
  const refusal = headRefusal(c.req.raw);
  return refusal ? errorPage(c, STATUSES[refusal], refusal) : next();
});
