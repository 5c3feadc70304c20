// Callers of the API: keys, and requests with them.
import { ALL_SCOPES, type Scope } from '#core/api/scope.ts';
import type { ApiKeyId } from '#core/ids.ts';
import { createApiKey } from '#usecases/api/create-api-key.ts';
import type { World } from './world.ts';

export interface TestKey {
  readonly id: ApiKeyId;
  readonly text: string;
}

/** A key with every scope, or with those that are named. */
export async function makeKey(
  world: World,
  scopes: readonly Scope[] = ALL_SCOPES,
  expiresAtMs: number | null = null,
): Promise<TestKey> {
  const key = await createApiKey(world.ports, { name: 'tests', scopes, expiresAtMs }, 'admin:test');
  if (!key.ok) throw new Error(`no key: ${key.error.reason}`);
  return key.value;
}

export interface Call {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as a program makes it; a body is sent as JSON unless it is text. */
export function call(
  world: World,
  credential: string,
  path: string,
  { method = 'GET', body, headers }: Call = {},
): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return world.request(path, {
    method,
    ...(body !== undefined && { body: text }),
    headers: {
      ...(credential && { authorization: `Bearer ${credential}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
  });
}
