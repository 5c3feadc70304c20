import { Hono } from 'hono';
import { TERMS_KINDS } from '#core/enrolment/terms.ts';
import { TermsPage } from '#views/pages/terms-page.tsx';
import type { AppEnv } from './app-env.ts';
import { notFound } from './errors.tsx';
import { frameOf } from './frame.ts';

export const terms = new Hono<AppEnv>().get('/terms/:kind/:version', async (c) => {
  const { kind: given, version } = c.req.param();
  const kind = TERMS_KINDS.find((name) => name === given);
  const found = kind && (await c.env.ports.store.catalogue.terms(kind, version));
  if (!found) return notFound(c);
  if (found.url) return c.redirect(found.url, 302);
  return c.html(<TermsPage frame={frameOf(c)} terms={found} />);
});
