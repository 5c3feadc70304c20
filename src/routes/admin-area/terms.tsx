import { Hono } from 'hono';
import { z } from 'zod';
import { TERMS_KINDS } from '#core/enrolment/terms.ts';
import { publishTerms } from '#usecases/catalogue/publish-terms.ts';
import { type TermsForm, TermsPage, type TermsPageProps } from '#views/admin/terms-page.tsx';
import { newTermsSchema } from '../admin/new-terms.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import { readForm } from '../forms.ts';
import { adminFrameOf } from './admin-frame.ts';
import { pageUrl } from './page-url.ts';
import { requireOperator } from './require-operator.ts';

const PATH = '/admin/terms';
const VERSIONS_SHOWN = 200;

/** What was typed, to be shown again. */
const typed = z.object({
  kind: z.string().catch(TERMS_KINDS[0]),
  version: z.string().trim().catch(''),
  text: z.string().trim().catch(''),
  url: z.string().trim().catch(''),
});
const query = z.object({ published: z.string().max(100).optional().catch(undefined) });

export const adminTerms = new Hono<AppEnv>()
  .get(PATH, requireOperator('read'), (c) => {
    const { published } = query.parse(c.req.query());
    return termsPage(c, typed.parse({}), { published });
  })
  .post(PATH, requireOperator('change'), async (c) => {
    const form = typed.parse(await readForm(c));
    const wanted = newTermsSchema.safeParse(form);
    if (!wanted.success) return termsPage(c, form, { problem: malformed(wanted.error) });
    const done = await publishTerms(c.env.ports, wanted.data, `admin:${c.var.operator.kid}`);
    if (done.ok) return c.redirect(pageUrl(PATH, { published: wanted.data.version }), 303);
    const message = 'This version is published; a published version never changes.';
    return termsPage(c, form, { problem: { code: done.error.reason, message } });
  });

async function termsPage(
  c: AppContext,
  form: TermsForm,
  { problem, published }: Partial<Pick<TermsPageProps, 'problem' | 'published'>>,
) {
  const { store } = c.env.ports;
  const [versions, current] = await Promise.all([
    store.operators.termsVersions(VERSIONS_SHOWN),
    store.catalogue.currentTerms(),
  ]);
  return c.html(
    <TermsPage
      frame={adminFrameOf(c)}
      versions={versions.map((version) => ({
        ...version,
        isCurrent: current.some(
          (known) => known.kind === version.kind && known.version === version.version,
        ),
      }))}
      form={form}
      problem={problem}
      published={published}
    />,
    problem ? 422 : 200,
  );
}

const SENTENCES: Readonly<Record<string, string>> = {
  kind: 'There is no such text.',
  version: 'A version has 1 to 40 letters, digits, points, dashes and underscores.',
  text: 'Give either the text or its address.',
  url: 'The address must begin with https:// or http://.',
};

function malformed(error: z.ZodError) {
  const field = String(error.issues[0]?.path[0] ?? '');
  return { code: `${field}_malformed`, message: SENTENCES[field] ?? 'This cannot be read.' };
}
