// Kinds of settings, for the schemas beside this file.
import { z } from 'zod';

const MIN_SECRET_CHARACTERS = 32;

export function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

export const httpUrl = z.url({ protocol: /^https?$/ });

export const origin = z
  .string()
  .refine(
    (text) => isHttpUrl(text) && new URL(text).origin === text,
    'must be an origin such as https://billing.example.net, without a path or a trailing slash',
  );

/** What keys are derived from: long enough not to be guessed. */
export const secretKey = z.string().min(MIN_SECRET_CHARACTERS);

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

/** Parts separated by commas; an empty one does not count. */
export const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').map((part) => part.trim()))
  .transform((parts) => parts.filter((part) => part !== ''));

/** A text that is JSON, with what the JSON has to be. */
export const json = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
