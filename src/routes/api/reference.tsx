import { ALL_SCOPES, SCOPES } from '#core/api/scope.ts';
import { ApiReferencePage } from '#views/pages/api-reference-page.tsx';
import { frameOf } from '../frame.ts';
import type { ApiContext } from './api-env.ts';
import { plain } from './api-problem.ts';
import type { ApiDocument } from './document.ts';
import { referenceOf } from './reference-model.ts';

/** The document as a page. */
export function referencePage(c: ApiContext, document: ApiDocument) {
  const { origin } = c.env.ports.settings;
  const scopes = ALL_SCOPES.map((name) => ({ name, meaning: SCOPES[name] }));
  const shown = { origin, scopes, ...referenceOf(document) };
  return c.html(<ApiReferencePage frame={frameOf(plain(c))} {...shown} />);
}
