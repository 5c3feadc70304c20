// The settings of the panel: how it is called, what its users are made as, and what it tells us of itself.
import { z } from 'zod';
import { httpUrl, integer, isHttpUrl, optionalInteger } from './fields.ts';

const signOnUrl = z
  .string()
  .refine(
    (text) => text.includes('{token}') && isHttpUrl(text.replaceAll('{token}', 'x')),
    'must be an address with {token} in it',
  );

export const panelVariables = z.object({
  PANEL_API_URL: httpUrl,
  PANEL_TOKEN: z.string().min(1),
  PANEL_ROLE_ID: integer('2'),
  PANEL_ADMIN_ROLE_ID: integer('1'),
  PANEL_LIMIT_GROUP_ID: optionalInteger,
  PANEL_TIMEOUT_MS: integer('10000', { from: 100, to: 20_000 }),
  PANEL_SIGN_ON_URL: signOnUrl,

  PANEL_EVENT_SECRET: z
    .string()
    .regex(/^[\w-]{32,}$/, 'must be 32 or more letters, digits, _ and -: it is part of an address')
    .optional(),
  PANEL_EVENT_SERVER_IDS: z
    .string()
    .regex(/^[\w.-]+(?:,[\w.-]+)*$/, 'must be names separated by commas')
    .default('server_id,id')
    .transform((names) => names.split(',')),
});
