import type { z } from 'zod';

/** The first claim that a schema refused, as a refusal. */
export function malformed(error: z.ZodError) {
  return { reason: 'claims_malformed', claim: String(error.issues[0]?.path[0] ?? '') } as const;
}
