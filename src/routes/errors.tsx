import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { errorText } from '#core/error-text.ts';
import { ENGLISH, type Texts } from '#views/languages.ts';
import { ErrorPage } from '#views/pages/error-page.tsx';
import type { AppContext } from './app-env.ts';
import { frameOf } from './frame.ts';
import { isForPrograms, problem } from './problem.ts';

/** What can go wrong that has no page of its own. */
export type ErrorKind = Exclude<keyof Texts['errors'], 'help' | 'reference'>;

/** An error as its reader needs it: a page for people, a problem document for programs. Never the error's own text. */
export function errorPage(
  c: Context,
  status: ContentfulStatusCode,
  kind: ErrorKind,
): Response | Promise<Response> {
  const context = c as AppContext; // middleware of libraries is typed without our environment
  const requestId = context.env.requestId;
  if (isForPrograms(context)) {
    return problem(context, status, codeOf(status), ENGLISH.texts.errors[kind].message);
  }
  const frame = frameOf(context);
  const { title, message } = frame.language.texts.errors[kind];
  return context.html(
    <ErrorPage
      frame={frame}
      status={status}
      title={title}
      message={message}
      requestId={requestId}
    />,
    status,
  );
}

export function notFound(c: AppContext): Response | Promise<Response> {
  return errorPage(c, 404, 'not_found');
}

export function onError(error: Error, c: AppContext): Response | Promise<Response> {
  if (error instanceof HTTPException) {
    const { status } = error;
    if (status === 403) return errorPage(c, 403, 'other_site');
    return errorPage(c, status as ContentfulStatusCode, 'unreadable');
  }
  c.env.ports.log.error('unexpected_error', { error: errorText(error) });
  return errorPage(c, 500, 'internal');
}

function codeOf(status: number): string {
  const codes: Readonly<Record<number, string>> = {
    400: 'request_malformed',
    403: 'origin_refused',
    404: 'not_found',
    408: 'body_too_slow',
    413: 'body_too_large',
    414: 'address_too_long',
    415: 'content_type_wrong',
    429: 'too_many_requests',
    431: 'head_too_large',
    500: 'internal_error',
  };
  return codes[status] ?? 'request_refused';
}
