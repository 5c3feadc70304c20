import type { Context } from 'hono';

type Fields = Awaited<ReturnType<Context['req']['parseBody']>>;

/** The fields of a posted form. A body that is none has no fields, as in PHP; it is no reason to fall over. */
export async function readForm(c: Context): Promise<Fields> {
  try {
    return await c.req.parseBody();
  } catch {
    return {};
  }
}
