// Every page, asked for with odd queries, ids, cookies and headers.
import fc from 'fast-check';
import { describe } from 'vitest';
import { makeEnrolled, signedIn } from '../../support/clients.ts';
import { operatorCookie } from '../../support/operators.ts';
import { textLike } from '../support/mutations.ts';
import { MARKUP, oddText } from '../support/odd-values.ts';
import { fuzzRequests } from './support/fuzzed-service.ts';
import { API_QUERIES } from './support/json-inputs.ts';
import { pathOf, routesOf } from './support/routes-of.ts';

const isGet = (method: string) => method === 'GET';

const NAMES = ['q', 'next', 'month', 'token', 'state', 'cursor', 'email', 'problem'];

function asked(who: 'visitor' | 'client' | 'operator') {
  const kind = who === 'operator' ? 'area' : 'page';
  const value = fc.oneof(oddText, fc.constant(MARKUP));
  return fc.record({
    who: fc.constant(who),
    path: fc.constantFrom(...routesOf(kind, isGet)).chain((route) => pathOf(route, [])),
    query: fc.oneof(
      textLike(...API_QUERIES),
      fc.tuple(fc.constantFrom(...NAMES), value).map((pair) => `${new URLSearchParams([pair])}`),
    ),
    cookie: textLike('postmeter_session=AAAA; postmeter_language=hi'),
    language: textLike('hi-IN, en;q=0.8', 'en'),
  });
}

// Pages of clients ask the panel, so that they are slow.
const pages = fc.oneof(
  { weight: 5, arbitrary: asked('visitor') },
  { weight: 1, arbitrary: asked('client') },
  { weight: 2, arbitrary: asked('operator') },
);

describe('pages', () => {
  fuzzRequests('pages', pages, async (service) => {
    const { world } = service;
    const client = await signedIn(world, await makeEnrolled(world));
    const operator = await operatorCookie(world);
    return async ({ who, path, query, cookie, language }) => {
      const signedIn = who === 'client' ? client : who === 'operator' ? operator : cookie;
      const headers = { cookie: signedIn, 'accept-language': language };
      await service.ask(`${path}?${query}`, { headers });
    };
  });
});
