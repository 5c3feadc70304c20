// What there is to fuzz, from the app's own table of routes: a new page is fuzzed without anybody naming it.
import fc from 'fast-check';
import { createApp } from '../../../../src/app.tsx';
import { SIGNED_CALLS } from '../../../../src/routes/problem.ts';
import { textLike } from '../../support/mutations.ts';

export type RouteKind = 'page' | 'area' | 'signed' | 'api';

export interface FuzzedRoute {
  readonly method: string;
  readonly pattern: string;
}

const ROUTES: readonly FuzzedRoute[] = createApp().routes.flatMap(({ method, path }) =>
  method === 'ALL' ? [] : [{ method, pattern: path }],
);

function kindOf({ pattern }: FuzzedRoute): RouteKind | 'machine' {
  const [, first = '', second = ''] = pattern.split('/');
  if (first === 'api') return 'api';
  if (first === 'panel' || first === 'billing') return 'machine';
  if (first !== 'admin') return 'page';
  return SIGNED_CALLS.includes(second) ? 'signed' : 'area';
}

export function routesOf(kind: RouteKind, isWanted: (method: string) => boolean): FuzzedRoute[] {
  const routes = ROUTES.filter((route) => kindOf(route) === kind && isWanted(route.method));
  if (routes.length === 0) throw new Error(`no route is left to fuzz: ${kind}`);
  return routes;
}

const SOME = '0'.repeat(26);
const PARTS = [
  `cli_${SOME}`,
  `inv_${SOME}`,
  `run_${SOME}`,
  `whk_${SOME}`,
  `key_${SOME}`,
  '2026-10',
];

/** The path of a route: every parameter a real id among `known`, one of the right form, or anything. */
export function pathOf(route: FuzzedRoute, known: readonly string[]): fc.Arbitrary<string> {
  const part = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...known, ...PARTS) },
    { weight: 1, arbitrary: textLike(...known, ...PARTS) },
  );
  const [before = '', ...behind] = route.pattern.split(/:\w+(?:\{[^}]*\})?/);
  return fc
    .array(part, { minLength: behind.length, maxLength: behind.length })
    .map((parts) => before + behind.map((text, at) => encoded(parts[at] ?? '') + text).join(''));
}

/** As a client that knows nothing of surrogates writes it; nothing at all would be another route. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')) || '%20';
}
