// The API's routes as they declare themselves, for tests that go through all of them.
import { type OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import { expect } from 'vitest';
import { createApi } from '../../../../src/routes/api/api.ts';
import type { ApiEnv } from '../../../../src/routes/api/api-env.ts';

export interface Operation {
  readonly id: string;
  readonly method: string;
  /** With `{id}`. */
  readonly path: string;
  readonly scope: string;
  readonly body: z.ZodType | undefined;
  readonly responses: RouteConfig['responses'];
}

const JSON_TYPE = 'application/json';

export const OPERATIONS: readonly Operation[] = routesOf(createApi()).map((route) => {
  const [security] = route.security ?? [];
  const content = route.request?.body?.content[JSON_TYPE];
  const schema = content && 'schema' in content ? content.schema : undefined;
  return {
    id: route.operationId ?? '',
    method: route.method.toUpperCase(),
    path: route.path,
    scope: security?.apiKey?.[0] ?? '',
    body: schema as z.ZodType | undefined, // every body is declared by a zod schema
    responses: route.responses,
  };
});

function routesOf(api: OpenAPIHono<ApiEnv>): readonly RouteConfig[] {
  return api.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === 'route' ? [definition.route] : [],
  );
}

export function operation(id: string): Operation {
  const found = OPERATIONS.find((known) => known.id === id);
  if (!found) throw new Error(`no operation ${id}`);
  return found;
}

/**
 * The body of an answer, which is exactly what the route declares for its status: no member is missing, none is there that
 * is not declared, and a refusal's code is one of those that the document names.
 */
export async function declared<T>(id: string, answer: Response): Promise<T> {
  const { responses } = operation(id);
  const response = responses[String(answer.status)];
  expect(response, `${id} declares ${answer.status}`).toBeDefined();
  if (answer.status >= 400) {
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const problem = await answer.json<{ code: string; status: number }>();
    expect(problem.status).toBe(answer.status);
    expect(response && 'description' in response && response.description.split(', ')).toContain(
      problem.code,
    );
    return problem as T;
  }
  const content = response && 'content' in response ? response.content?.[JSON_TYPE] : undefined;
  const body = await answer.json<T>();
  const schema = content && 'schema' in content ? content.schema : undefined;
  const parsed = (schema as z.ZodType).parse(body); // declared by zod, as all are
  expect(parsed).toEqual(body);
  return body;
}

/** Names of the members that a body must have, and all that it may have. */
export function membersOf(body: z.ZodType): {
  required: readonly string[];
  all: readonly string[];
} {
  const { properties = {}, required = [] } = z.toJSONSchema(body, { io: 'input' });
  return { required, all: Object.keys(properties) };
}
