import { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiContext, ApiEnv } from './api-env.ts';
import { apiProblem } from './api-problem.ts';

const PLACES = { param: 'path', query: 'query', header: 'header', json: 'body' } as const;

/** Routes of one resource: what is asked is parsed by their schemas, and refused with a list of what is wrong. */
export function newResource(): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>({
    defaultHook(result, c) {
      if (result.success) return undefined;
      const place = PLACES[result.target as keyof typeof PLACES]; // no route declares forms or cookies
      const fields = result.error.issues.flatMap((issue) => {
        // Unknown members are named in one issue of the whole.
        const names = issue.code === 'unrecognized_keys' ? issue.keys : [''];
        return names.map((name) => ({
          in: place,
          name: [...issue.path, ...(name === '' ? [] : [name])].join('.'),
          detail: issue.message,
        }));
      });
      return invalid(c, fields);
    },
  });
}

export interface InvalidField {
  readonly in: 'path' | 'query' | 'header' | 'body';
  readonly name: string;
  readonly detail: string;
}

/** The refusal of a request whose values are not what its route wants. */
export function invalid(c: ApiContext, fields: readonly InvalidField[]) {
  const named = fields.map((field) => field.name || `the ${field.in}`).join(', ');
  return apiProblem(c, 422, 'request_invalid', `Not as it has to be: ${named}.`, { fields });
}
