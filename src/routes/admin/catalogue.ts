import { Hono } from 'hono';
import { z } from 'zod';
import { TERMS_KINDS } from '#core/enrolment/terms.ts';
import { publishTerms } from '#usecases/catalogue/publish-terms.ts';
import { setTokenPrice } from '#usecases/catalogue/set-token-price.ts';
import type { AppEnv } from '../app-env.ts';
import { refusalProblem } from './refusal-problem.ts';
import { jwsLimit, signedBody } from './signed-request.ts';

const price = z.object({ currency: z.string(), firstMonth: z.string(), price: z.string() });
const terms = z
  .object({
    kind: z.enum(TERMS_KINDS),
    version: z.string().regex(/^[A-Za-z0-9._-]{1,40}$/),
    text: z.string().max(200_000).default(''),
    url: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  })
  .refine(({ text, url }) => (text === '') !== (url === ''), { path: ['text'] });

/** What is sold and under which terms: token prices by month, and versions of the texts. */
export const catalogue = new Hono<AppEnv>()
  .post('/admin/token-prices', jwsLimit, async (c) => {
    const request = await signedBody(c, ['set_token_price']);
    if (!request.ok) return request.error;
    const parsed = price.safeParse(request.value.fields);
    if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
    const set = await setTokenPrice(c.env.ports, parsed.data, `admin:${request.value.kid}`);
    return set.ok ? c.json(parsed.data, 201) : refusalProblem(c, set.error);
  })
  .post('/admin/terms-versions', jwsLimit, async (c) => {
    const request = await signedBody(c, ['publish_terms']);
    if (!request.ok) return request.error;
    const parsed = terms.safeParse(request.value.fields);
    if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
    const published = await publishTerms(c.env.ports, parsed.data, `admin:${request.value.kid}`);
    if (!published.ok) return refusalProblem(c, published.error);
    const { kind, version } = parsed.data;
    return c.json({ kind, version }, 201);
  });

function malformed(error: z.ZodError) {
  return { reason: 'claims_malformed', claim: String(error.issues[0]?.path[0] ?? '') } as const;
}
