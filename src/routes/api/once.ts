import { z } from '@hono/zod-openapi';
import { parseIdempotencyKey } from '#core/api/idempotency.ts';
import { doOnce } from '#usecases/api/do-once.ts';
import type { ApiContext } from './api-env.ts';
import { apiProblem } from './api-problem.ts';
import { invalid } from './new-resource.ts';

/** For routes that answer by `once`. */
export const onceHeaders = z.object({
  'idempotency-key': z.string().optional().openapi({
    description:
      'A random text of your own for each thing you want done; a repeat gets its answer.',
    example: '8e03978e-40d5-43e8-bc93-6894a57f9324',
  }),
});

/**
 * What `act` answers; with an `Idempotency-Key`, done once per key and caller. The generic keeps the declared types of the
 * route: a repeated answer is one that the same route gave.
 */
export async function once<R extends Response | object>(
  c: ApiContext,
  act: () => Promise<R>,
): Promise<R> {
  const header = c.req.header('idempotency-key');
  const { caller } = c.var;
  if (header === undefined || caller.kind !== 'key') return act();
  const key = parseIdempotencyKey(header);
  if (key === undefined) {
    const detail = '1 to 200 printable characters, quoted or not';
    return as<R>(invalid(c, [{ in: 'header', name: 'Idempotency-Key', detail }]));
  }
  const content = `${c.req.method} ${c.req.path}\n${await c.req.text()}`;
  let own: Response | undefined;
  const outcome = await doOnce(c.env.ports, { apiKeyId: caller.keyId, key, content }, async () => {
    own = (await act()) as Response; // typed answers are Responses
    const contentType = own.headers.get('content-type') ?? '';
    return { status: own.status, contentType, body: await own.clone().text() };
  });
  switch (outcome.kind) {
    case 'answered':
      return as<R>(own);
    case 'repeat': {
      const { status, contentType, body } = outcome.answer;
      c.header('idempotent-replayed', 'true');
      c.header('content-type', contentType);
      return as<R>(c.newResponse(body, status as 200)); // as it was answered before
    }
    case 'in_progress':
      c.header('retry-after', String(outcome.retryAfterSeconds));
      return as<R>(
        apiProblem(c, 409, 'request_in_progress', 'A request with this key is still being done.'),
      );
    case 'other_request':
      return as<R>(
        apiProblem(c, 422, 'idempotency_key_reused', 'This key was used for another request.'),
      );
  }
}

function as<R>(response: unknown): R {
  return response as R;
}
