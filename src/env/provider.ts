// The settings of the provider whose service it is: name and looks, who is told of trouble, what may frame the pages.
import { z } from 'zod';
import { httpUrl, list, origin, secretKey } from './fields.ts';

const MAX_INLINE_LOGO_CHARACTERS = 8_000;

/** A data address is part of every page, hence its limit. */
const logoUrl = z
  .string()
  .refine(
    (text) =>
      /^data:image\/(?:svg\+xml|png|webp|avif)[;,]/.test(text)
        ? text.length <= MAX_INLINE_LOGO_CHARACTERS
        : URL.canParse(text) && new URL(text).protocol === 'https:',
    `must be an https address, or a data:image/ one of at most ${MAX_INLINE_LOGO_CHARACTERS} characters`,
  );

export const providerVariables = z.object({
  PROVIDER_NAME: z.string().trim().min(1),
  PROVIDER_ADDRESS: z.string().default(''),
  HOW_TO_PAY: z.string().max(1_000).default(''),
  SUPPORT_EMAIL: z.email(),
  OPERATOR_EMAIL: z.email().optional(),
  HEARTBEAT_URL: httpUrl.optional(),
  HEARTBEAT_FAIL: z
    .union([
      z.literal('none').transform(() => undefined),
      z.string().regex(/^[/?][\w./?&=%-]{1,100}$/),
    ])
    .default('/fail'),
  PROVIDER_ACCENT: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #0b6b5d')
    .default('#0b6b5d'),
  PROVIDER_LOGO_URL: logoUrl.optional(),
  EMBED_SECRET: secretKey.optional(),
  EMBED_ANCESTORS: list.pipe(z.array(origin)),
});
