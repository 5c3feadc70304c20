import type { z } from '@hono/zod-openapi';
import type { TypedResponse } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { JSONParsed } from 'hono/utils/types';
import type { AppContext } from '../app-env.ts';
import { problem as problemOf } from '../problem.ts';
import type { ApiContext } from './api-env.ts';
import type { problem } from './schemas/common.ts';

/** A refusal as the types of a route know it: the `default` of its declared answers. */
export type ApiProblem = Response &
  TypedResponse<
    JSONParsed<z.infer<typeof problem>>,
    Exclude<ContentfulStatusCode, 200 | 201 | 202>,
    'json'
  >;

/** A problem document (RFC 9457). */
export function apiProblem(
  c: ApiContext,
  status: ContentfulStatusCode,
  code: string,
  detail: string,
  extra: Readonly<Record<string, unknown>> = {},
): ApiProblem {
  return asProblem(problemOf(c as unknown as AppContext, status, code, detail, extra));
}

/** What the shared refusals of operators' requests answer; they are problem documents, which their type does not say. */
export function asProblem(response: Response): ApiProblem {
  return response as ApiProblem;
}

/** The context as routes outside the API know it: the same one with fewer variables. */
export function plain(c: ApiContext): AppContext {
  return c as unknown as AppContext;
}
