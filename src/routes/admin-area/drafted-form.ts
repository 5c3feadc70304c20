// A form that makes a secret, and brings it along sealed (usecases/operators/secret-draft.ts). The page that shows it and
// the route that takes it have one path.
import { z } from 'zod';
import { openDraft, sealDraft } from '#usecases/operators/secret-draft.ts';
import type { AppContext } from '../app-env.ts';
import { readForm } from '../forms.ts';

/** Code and sentence for a form whose secret is no longer taken. */
export const FORM_TOO_OLD = [
  'form_too_old',
  'The page was open for too long. Nothing was made; send it once more.',
] as const;

const draftForm = z.object({ draft: z.string().max(2_000).catch('') });

/** The hidden field of the form on this page. */
export function sealedDraft<D>(c: AppContext, draft: D): Promise<string> {
  return sealDraft(c.env.ports, placeOf(c), draft);
}

/** What the form brings along; undefined for what is of another page or operator, or too old. */
export async function draftOf<D>(c: AppContext): Promise<D | undefined> {
  const { draft } = draftForm.parse(await readForm(c));
  return openDraft<D>(c.env.ports, placeOf(c), draft);
}

function placeOf(c: AppContext) {
  return { kid: c.var.operator.kid, path: c.req.path };
}
