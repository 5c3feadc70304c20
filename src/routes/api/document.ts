import type { OpenAPIHono } from '@hono/zod-openapi';
import { SCOPES } from '#core/api/scope.ts';
import type { ApiEnv } from './api-env.ts';

export type ApiDocument = ReturnType<OpenAPIHono<ApiEnv>['getOpenAPI31Document']>;

const DESCRIPTION = `For operators' programs. A key goes with every request: \`Authorization: Bearer pmk_…\`.
Money is an integer in the currency's smallest unit, times are ISO 8601 in UTC, months are \`YYYY-MM\` in the billing time zone.`;

/** The document of everything that `api` answers, made from the schemas that its requests are parsed by. */
export function documentOf(api: OpenAPIHono<ApiEnv>): ApiDocument {
  api.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'pmk_<id>_<secret>',
    description: Object.entries(SCOPES)
      .map(([scope, meaning]) => `\`${scope}\`: ${meaning}`)
      .join('\n'),
  });
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Postmeter', version: '1', description: DESCRIPTION },
    servers: [{ url: '/' }],
    externalDocs: { url: '/api/v1/reference', description: 'The same for people' },
  });
}
