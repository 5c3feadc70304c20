// The API's document against the document's own rules, and against the routes that there are.
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { isScope } from '#core/api/scope.ts';
import { createApp } from '../src/app.tsx';
import { createApi } from '../src/routes/api/api.ts';
import { documentOf } from '../src/routes/api/document.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly { readonly apiKey: readonly string[] }[];
  readonly responses: Readonly<Record<string, unknown>>;
}

const document = documentOf(createApi());
const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Operation>).map(([method, operation]) => {
    return { route: `${method.toUpperCase()} ${path.replace(/{(\w+)}/g, ':$1')}`, operation };
  }),
);

/** It changes what it is given. */
function validate(given: object) {
  return new Validator().validate({ ...structuredClone(given) });
}

/** The document and its page. */
const UNDECLARED = ['GET /api/v1/openapi.json', 'GET /api/v1/reference'];

describe('the document of the API', () => {
  it('is OpenAPI 3.1, and a broken one would be seen', async () => {
    const { valid, errors } = await validate(document);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect((await validate({ ...document, info: {} })).valid).toBe(false);
  });

  it('has every route of the API, and no other', () => {
    const routes = createApp()
      .routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${path}`);
    const declared = operations.map(({ route }) => route);
    expect([...new Set(routes)].sort()).toEqual([...declared, ...UNDECLARED].sort());
  });

  it('names each operation once, says what it is for and what it needs', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { route, operation } of operations) {
      expect(operation.summary, route).not.toBe('');
      expect(operation.tags, route).toHaveLength(1);
      const [scope = ''] = operation.security[0]?.apiKey ?? [];
      expect(isScope(scope), route).toBe(true);
      expect(Object.keys(operation.responses), route).toEqual(
        expect.arrayContaining(['401', '403', '422', '429', 'default']),
      );
    }
  });
});
