import { z } from 'zod';

export const passwordSchema = z
  .string()
  .min(8, 'The password must be at least 8 characters.')
  .regex(/[A-Z]/, 'The password must contain an upper-case letter.')
  .regex(/[0-9]/, 'The password must contain a digit.');
