import { Hono } from 'hono';
import { z } from 'zod';
import { previewTokenPrice } from '#usecases/catalogue/preview-token-price.ts';
import { publishTerms } from '#usecases/catalogue/publish-terms.ts';
import { setTokenPrice } from '#usecases/catalogue/set-token-price.ts';
import { releaseParked } from '#usecases/invoicing/release-parked.ts';
import type { AppEnv } from '../app-env.ts';
import { boundedBody } from '../bounded-body.ts';
import { malformed } from './malformed.ts';
import { newTermsSchema } from './new-terms.ts';
import { refusalProblem } from './refusal-problem.ts';
import { signedBody } from './signed-request.ts';

const price = z.object({
  currency: z.string(),
  firstMonth: z.string(),
  price: z.string(),
  /** Only says what would change. */
  preview: z.boolean().default(false),
});
const release = z.object({
  clientId: z.string().max(64),
  month: z.string(),
  reason: z.string().max(64),
  note: z.string().trim().min(3).max(1_000),
});
/** What is sold and under which terms: token prices by month, and versions of the texts. */
export const catalogue = new Hono<AppEnv>()
  .post('/admin/token-prices', boundedBody, async (c) => {
    const request = await signedBody(c, ['set_token_price']);
    if (!request.ok) return request.error;
    const parsed = price.safeParse(request.value.fields);
    if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
    const { preview, ...wanted } = parsed.data;
    if (preview) {
      const changes = await previewTokenPrice(c.env.ports, wanted);
      return changes.ok
        ? c.json({ ...wanted, ...changes.value })
        : refusalProblem(c, changes.error);
    }
    const set = await setTokenPrice(c.env.ports, wanted, `admin:${request.value.kid}`);
    return set.ok ? c.json(wanted, 201) : refusalProblem(c, set.error);
  })
  .post('/admin/park-releases', boundedBody, async (c) => {
    const request = await signedBody(c, ['release']);
    if (!request.ok) return request.error;
    const parsed = release.safeParse(request.value.fields);
    if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
    const released = await releaseParked(c.env.ports, parsed.data, `admin:${request.value.kid}`);
    if (!released.ok) return refusalProblem(c, released.error);
    return c.json({ ...parsed.data, ...released.value }, 201);
  })
  .post('/admin/terms-versions', boundedBody, async (c) => {
    const request = await signedBody(c, ['publish_terms']);
    if (!request.ok) return request.error;
    const parsed = newTermsSchema.safeParse(request.value.fields);
    if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
    const published = await publishTerms(c.env.ports, parsed.data, `admin:${request.value.kid}`);
    if (!published.ok) return refusalProblem(c, published.error);
    const { kind, version } = parsed.data;
    return c.json({ kind, version }, 201);
  });
