// Kinds of settings, for the schemas of env.ts and env-billing.ts.
import { z } from 'zod';

export function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

export const httpUrl = z.url({ protocol: /^https?$/ });

export const integer = (fallback: string, { from = 0, to = 999_999_999 } = {}) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .default(fallback)
    .transform(Number)
    .refine((value) => value >= from && value <= to, `must be from ${from} to ${to}`);

export const optionalInteger = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number)
  .optional();

export const yesOrNo = (fallback: 'yes' | 'no') =>
  z
    .enum(['yes', 'no'])
    .default(fallback)
    .transform((value) => value === 'yes');
