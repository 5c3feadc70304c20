/** Who may call the API: credentials, roles, the access key, addresses. */
import { z } from 'zod';
import {
  ADMIN_PASSWORD_MD5,
  ADMIN_USERNAME,
  API_ACCESS_KEY,
  API_IDENTIFIER,
  API_SECRET,
} from '../credentials.ts';

const roleSchema = z.union([z.literal('all'), z.array(z.string().min(1))]);
const credentialSchema = z.strictObject({
  identifier: z.string().min(1),
  secret: z.string().min(1),
  /** Names of roles, of which one that allows an action is enough. */
  roles: z.array(z.string()),
  admin: z.string().default(ADMIN_USERNAME),
});
const adminSchema = z.strictObject({
  username: z.string().min(1),
  /** What callers send as `password`: the MD5 of the real one, in hex. */
  passwordMd5: z.string(),
  mayUseApi: z.boolean().default(true),
  isDisabled: z.boolean().default(false),
});

const accessFields = {
  credentials: z.array(credentialSchema),
  admins: z.array(adminSchema),
  roles: z.record(z.string(), roleSchema),
  accessKey: z.string(),
  /** Null lets every address in; a list holds single addresses, no ranges. */
  allowedIps: z.array(z.string()).nullable(),
  /** The address that the emulator takes every caller for. */
  callerIp: z.string(),
  /** After so many failed authentications in a row every caller is banned; null for never. */
  banAfterFailures: z.int().min(1).nullable(),
};

export const accessSchema = z.strictObject(accessFields).partial();

export type Access = z.output<z.ZodObject<typeof accessFields>> & { failuresInARow: number };

/** What the demo and the tests may choose; the rest are the documented keys. */
export interface Keys {
  readonly identifier: string;
  readonly secret: string;
  readonly accessKey: string;
}

export const DEMO_KEYS: Keys = {
  identifier: API_IDENTIFIER,
  secret: API_SECRET,
  accessKey: API_ACCESS_KEY,
};

export function initialAccess({ identifier, secret, accessKey }: Keys): Access {
  return {
    credentials: [{ identifier, secret, roles: ['everything'], admin: ADMIN_USERNAME }],
    admins: [
      {
        username: ADMIN_USERNAME,
        passwordMd5: ADMIN_PASSWORD_MD5,
        mayUseApi: true,
        isDisabled: false,
      },
    ],
    roles: { everything: 'all' },
    accessKey,
    allowedIps: null,
    callerIp: '203.0.113.9',
    banAfterFailures: null,
    failuresInARow: 0,
  };
}

/** One role that allows the action is enough, whichever case it is written in. */
export function isAllowed(access: Access, roles: readonly string[], action: string): boolean {
  return roles.some((name) => {
    const role = access.roles[name];
    if (role === undefined) return false;
    return role === 'all' || role.some((one) => one.toLowerCase() === action.toLowerCase());
  });
}
