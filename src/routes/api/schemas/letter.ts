import { z } from '@hono/zod-openapi';
import { clientId, idOf, instant } from './common.ts';

export const letterId = idOf('out', 'a letter');

export const failedLetter = z
  .object({
    id: letterId,
    topic: z.string().openapi({
      description: 'What it is about; empty for letters from before that was noted.',
      example: 'invoice_issued',
    }),
    subjectId: z.string().openapi({
      description: 'A client, a document, or the cause of an alarm; empty for strangers.',
    }),
    clientId: clientId.nullable(),
    clientEmail: z.string().nullable(),
    state: z.enum(['failed', 'unknown']).openapi({
      description: '`failed`: given up. `unknown`: it may have arrived, and is not kept.',
    }),
    attempts: z.int(),
    lastError: z.string().openapi({ example: 'mail_rejected_address' }),
    writtenAt: instant,
    since: instant.nullable().openapi({ description: 'When it was given up.' }),
    again: z.string().nullable().openapi({
      description: 'Null where it can be sent again; otherwise the code that refuses it.',
      example: 'letter_link_expired',
    }),
  })
  .openapi('FailedLetter');
