// Everything below /api: the resources, their document, and what is said of all else.

import { OpenAPIHono } from '@hono/zod-openapi';
import type { Next } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { errorText } from '#core/error-text.ts';
import { parseOutsideJson } from '#core/parse-outside-json.ts';
import { API_STYLESHEET } from '#views/api/api-stylesheet.ts';
import { metrics } from '../metrics.ts';
import type { ApiContext, ApiEnv } from './api-env.ts';
import { apiProblem } from './api-problem.ts';
import { apiCatalogue } from './catalogue.ts';
import { clients } from './clients.ts';
import { deliveries } from './deliveries.ts';
import { type ApiDocument, documentOf } from './document.ts';
import { apiInvoices } from './invoices.ts';
import { letters } from './letters.ts';
import { parks } from './parks.ts';
import { records } from './records.ts';
import { referencePage } from './reference.tsx';
import { runs } from './runs.ts';
import { webhookDeliveries } from './webhook-deliveries.ts';
import { webhooks } from './webhooks.ts';

const RESOURCES = [
  clients,
  runs,
  parks,
  apiInvoices,
  deliveries,
  letters,
  apiCatalogue,
  records,
  webhooks,
  webhookDeliveries,
];

/** The document changes with a deployment alone. */
const KEPT = 'public, max-age=300';

export function createApi(): OpenAPIHono<ApiEnv> {
  const api = new OpenAPIHono<ApiEnv>();
  api.use('/api/*', parseBodies);
  for (const resource of RESOURCES) api.route('/', resource);
  api.route('/', metrics);
  let made: ApiDocument | undefined;
  const document = () => {
    made ??= documentOf(api);
    return made;
  };
  api.get('/api/v1/openapi.json', (c) => c.json(document(), 200, { 'cache-control': KEPT }));
  api.get('/api/v1/reference', (c) => referencePage(c, document()));
  api.get('/assets/api.css', (c) => {
    const { text, url } = API_STYLESHEET;
    return c.body(text, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': c.req.url.endsWith(url) ? 'public, max-age=31536000, immutable' : KEPT,
    });
  });
  api.all('/api/*', (c) => nothingHere(c, allowedAt(api, c.req.path)));
  api.onError(onError);
  return api;
}

/** In the place of the library's own, which is `JSON.parse` alone. */
async function parseBodies({ req }: ApiContext, next: Next): Promise<void> {
  req.json = async () => parseOutsideJson(await req.text()) as never; // the caller names the type that it validates
  await next();
}

function nothingHere(c: ApiContext, allowed: readonly string[]) {
  if (allowed.length === 0) {
    return apiProblem(c, 404, 'not_found', 'There is nothing at this address.');
  }
  c.header('allow', allowed.join(', '));
  return apiProblem(c, 405, 'method_wrong', `This address takes ${allowed.join(' and ')}.`);
}

/** Methods that the path is served with. */
function allowedAt({ routes }: OpenAPIHono<ApiEnv>, path: string): readonly string[] {
  const methods = routes
    .filter(({ method }) => method !== 'ALL')
    .filter((route) => new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(path))
    .map(({ method }) => method);
  return [...new Set(methods)];
}

/** What the library refuses by throwing, and what nobody expected. Never the error's own text. */
function onError(error: Error, c: ApiContext): Response {
  if (error instanceof HTTPException && error.status === 415) {
    return apiProblem(
      c,
      415,
      'content_type_wrong',
      'Send JSON with Content-Type: application/json.',
    );
  }
  if (error instanceof HTTPException && error.status === 400) {
    return apiProblem(c, 400, 'body_malformed', 'The body is no JSON.');
  }
  c.env.ports.log.error('unexpected_error', { error: errorText(error) });
  return apiProblem(c, 500, 'internal_error', 'This is our fault, and it was noted.');
}
