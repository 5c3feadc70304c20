import { z } from 'zod';
import { TERMS_KINDS } from '#core/enrolment/terms.ts';

/** A version of a text to be published: the text itself, or the address where it stands. */
export const newTermsSchema = z
  .object({
    kind: z.enum(TERMS_KINDS),
    version: z.string().regex(/^[A-Za-z0-9._-]{1,40}$/),
    text: z.string().max(200_000).default(''),
    url: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  })
  .refine(({ text, url }) => (text === '') !== (url === ''), { path: ['text'] });
