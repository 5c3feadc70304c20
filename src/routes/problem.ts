import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppContext } from './app-env.ts';

/** Paths that programs call; their errors are problem documents. */
export function isForPrograms(c: AppContext): boolean {
  return c.req.path.startsWith('/admin/');
}

/** A problem document (RFC 9457). `code` is stable; programs decide by it, `detail` is for people. */
export function problem(
  c: AppContext,
  status: ContentfulStatusCode,
  code: string,
  detail: string,
  extra: Readonly<Record<string, unknown>> = {},
): Response {
  const body = {
    type: `urn:postmeter:problem:${code}`,
    title: code.replaceAll('_', ' '),
    status,
    code,
    detail,
    requestId: c.env.requestId,
    ...extra,
  };
  return c.body(JSON.stringify(body), status, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  });
}
