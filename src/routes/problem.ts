import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppContext } from './app-env.ts';

/** What lies below `/admin` is for people, but these: signed requests. A new one is named here. */
export const SIGNED_CALLS = [
  'api-keys',
  'automation',
  'billing',
  'client-actions',
  'client-data',
  'cut-overs',
  'doctor',
  'imports',
  'invoice-runs',
  'invoices',
  'letter-actions',
  'park-releases',
  'sessions',
  'shadow-months',
  'status',
  'terms-versions',
  'token-prices',
  'webhook-endpoints',
];

/** Below these there is nothing for people. */
const FOR_PROGRAMS = ['api', 'billing', 'panel'];

/** Paths that programs call; their errors are problem documents. */
export function isForPrograms(c: AppContext): boolean {
  const [, first = '', second = ''] = c.req.path.split('/');
  return first === 'admin' ? SIGNED_CALLS.includes(second) : FOR_PROGRAMS.includes(first);
}

/** A problem document (RFC 9457). `code` is stable; programs decide by it, `detail` is for people. */
export function problem(
  c: AppContext,
  status: ContentfulStatusCode,
  code: string,
  detail: string,
  extra: Readonly<Record<string, unknown>> = {},
): Response {
  const { body, type } = problemDocument(c.env.requestId, status, code, detail, extra);
  return c.body(body, status, { 'content-type': type, 'cache-control': 'no-store' });
}

/** The document alone, for whoever answers without the app's context. */
export function problemDocument(
  requestId: string,
  status: number,
  code: string,
  detail: string,
  extra: Readonly<Record<string, unknown>> = {},
): { readonly body: string; readonly type: string } {
  const body = {
    type: `urn:postmeter:problem:${code}`,
    title: code.replaceAll('_', ' '),
    status,
    code,
    detail,
    requestId,
    ...extra,
  };
  return { body: JSON.stringify(body), type: 'application/problem+json' };
}
