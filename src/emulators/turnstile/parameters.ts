/** What siteverify is asked with: a form of either kind, or JSON. Anything else is a bad request. */
import type { Context } from 'hono';
import { z } from 'zod';

const text = z.string().default('');
const parameters = z.object({
  secret: text,
  response: text,
  remoteip: text,
  idempotency_key: text,
});

export type SiteverifyParameters = z.output<typeof parameters>;

export async function siteverifyParameters(c: Context): Promise<SiteverifyParameters | undefined> {
  try {
    const type = c.req.header('content-type') ?? '';
    const given: unknown = type.startsWith('application/json')
      ? await c.req.json()
      : await c.req.parseBody();
    return parameters.safeParse(given).data;
  } catch {
    return undefined;
  }
}
