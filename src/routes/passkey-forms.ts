// What the pages for passkeys post, clients' and operators'.
import { z } from 'zod';

const MAX_NAME_CHARACTERS = 60;

export const addPasskeyForm = z.object({
  answer: z.string().catch(''),
  name: z
    .string()
    .transform((name) => name.trim().slice(0, MAX_NAME_CHARACTERS) || 'Passkey')
    .catch('Passkey'),
});

export const removePasskeyForm = z.object({ passkey: z.string().max(2_000).catch('') });
