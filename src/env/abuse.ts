// The settings against abuse: who has to show that they are a person, how many mails strangers may cause, how long a
// body may take.
import { z } from 'zod';
import { httpUrl, integer } from './fields.ts';

export const abuseVariables = z.object({
  TURNSTILE_SITE_KEY: z
    .string()
    .regex(/^[\w-]{1,100}$/, 'must be a site key')
    .optional(),
  TURNSTILE_SECRET: z.string().min(1).optional(),
  TURNSTILE_URL: httpUrl.default('https://challenges.cloudflare.com/turnstile/v0'),
  TURNSTILE_OUTAGE: z.enum(['pass', 'refuse']).default('pass'),
  DISPOSABLE_ADDRESSES: z.enum(['accept', 'refuse']).default('accept'),
  STRANGER_MAILS_PER_ADDRESS: integer('10', { from: 1, to: 1_000 }),
  STRANGER_MAILS_PER_DAY: integer('2000', { from: 1, to: 10_000_000 }),
  BODY_TIMEOUT_MS: integer('10000', { from: 100, to: 60_000 }),
});
