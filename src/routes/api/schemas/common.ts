// Kinds of values that every resource has, and how a list and a refusal look.
import { z } from '@hono/zod-openapi';
import { type BillingMonth, parseMonth } from '#core/month.ts';

export const instant = z.iso.datetime().openapi({ example: '2026-11-01T01:15:09.120Z' });
export const month = z
  .string()
  .regex(/^\d{4}-\d{2}$/)
  .openapi({ description: 'In the billing time zone.', example: '2026-10' });
/** A month that is asked for. */
export const wantedMonth = z
  .string()
  .refine((text) => parseMonth(text).ok, 'must be a month such as 2026-10')
  .transform((text) => text as BillingMonth) // checked one line above
  .openapi({
    ...{ type: 'string', pattern: '^\\d{4}-\\d{2}$', example: '2026-10' },
    description: 'In the billing time zone, such as 2026-10.',
  });
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .openapi({ description: 'ISO 4217.', example: 'USD' });
export const amountMinor = z.int().openapi({
  description: "In the currency's smallest unit: cents for USD, yen for JPY.",
  example: 1250,
});
export const tokenPrice = z
  .string()
  .openapi({ description: 'Money per token, as decimal text.', example: '0.0125' });
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .openapi({ example: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae' });

/** An id as we give it out. */
export function idOf(prefix: string, what: string) {
  return z
    .string()
    .openapi({ description: `Id of ${what}.`, example: `${prefix}_01kb2m7x3q8t5v9w0y1z2a3b4c` });
}

export const clientId = idOf('cli', 'a client');
export const runId = idOf('run', 'a run');
export const invoiceId = idOf('inv', 'a document');

export const list = <S extends z.ZodType>(schema: S) => z.array(schema).readonly();

/** One page of a list. */
export function pageOf<S extends z.ZodType>(name: string, schema: S) {
  return z
    .object({
      data: list(schema),
      next: z
        .string()
        .nullable()
        .openapi({ description: 'The `cursor` of the next page; null on the last one.' }),
    })
    .openapi(`${name}Page`);
}

/** A list that is short by its nature: one page, whose `next` is always null. */
export function wholeList<S extends z.ZodType>(schema: S) {
  return z.object({ data: list(schema), next: z.null() });
}

/** Why a request was refused (RFC 9457). */
export const problem = z
  .looseObject({
    type: z.string().openapi({ example: 'urn:postmeter:problem:run_unknown' }),
    title: z.string(),
    status: z.int(),
    code: z.string().openapi({ description: 'Stable; decide by it.', example: 'run_unknown' }),
    detail: z.string().openapi({ description: 'For people.' }),
    requestId: z.string().openapi({ description: 'Also in `X-Request-Id`.' }),
    fields: z
      .array(
        z.object({
          in: z.enum(['path', 'query', 'header', 'body']),
          name: z.string().openapi({ description: 'Empty for the whole.' }),
          detail: z.string(),
        }),
      )
      .optional()
      .openapi({ description: 'With `request_invalid`: every value that is wrong.' }),
  })
  .openapi('Problem');
