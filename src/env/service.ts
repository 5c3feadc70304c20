// The settings of the service itself: where it is reached, who comes in, and with what.
import { z } from 'zod';
import { ROLES } from '#core/operators/role.ts';
import { httpUrl, integer, json, origin, secretKey } from './fields.ts';

/** Public keys alone: a private part in a setting would be read by everybody who sees the settings. */
const jwks = json(
  z.object({
    keys: z
      .array(
        z
          .looseObject({
            kty: z.literal('OKP'),
            crv: z.literal('Ed25519'),
            x: z.string().regex(/^[\w-]{43}$/, 'has an x that is not 32 bytes of base64url'),
            kid: z.string().min(1),
            role: z.enum(ROLES, 'has a role other than operator, reader').default('operator'),
          })
          .refine((key) => !('d' in key), 'holds a private key (d); leave that part out'),
      )
      .min(1, 'must hold at least one key')
      .refine(
        (keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length,
        'has two keys with the same kid',
      ),
  }),
);

export const serviceVariables = z.object({
  ORIGIN: origin,
  APP_SECRET: secretKey,
  ADMIN_JWKS: jwks,
  API_CALLS_PER_MINUTE: integer('600', { from: 1, to: 100_000 }),
  PASSWORD_HASHERS: integer('8', { to: 64 }),
  BREACHED_PASSWORDS: z.enum(['off', 'range']).default('off'),
  BREACHED_PASSWORDS_URL: httpUrl.default('https://api.pwnedpasswords.com'),
});
