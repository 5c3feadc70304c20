// What a run against a real system needs, out of the environment. Nothing starts unless a second variable repeats the address:
// a run writes there, and nobody should do that by a variable that was left over.
import { z } from 'zod';

/** What every system is asked for; each adds its own. */
const shared = {
  url: z.url({ protocol: /^https?$/ }),
  confirm: z.string().optional(),
};

export const secret = z.string().min(1);
export const currencyCode = z.string().regex(/^[A-Z]{3}$/);

/** Of the sandbox client's address; one that no mail reaches. */
const emailDomain = z
  .string()
  .regex(/^[a-z0-9.-]+\.[a-z]+$/)
  .default('example.com');

type Environment = Readonly<Record<string, string | undefined>>;

export interface SharedSettings {
  /** Without a slash at the end. */
  readonly url: string;
  readonly emailDomain: string;
}

/**
 * The settings of one system, or sentences that say what to set. `apiUser` of `blesta` is `CONTRACT_BLESTA_API_USER`;
 * `CONTRACT_EMAIL_DOMAIN` is the same for all.
 */
export function readSettings<Shape extends z.ZodRawShape>(
  system: string,
  shape: Shape,
  environment: Environment,
): (z.output<z.ZodObject<Shape>> & SharedSettings) | readonly string[] {
  const prefix = `CONTRACT_${system.toUpperCase()}`;
  const nameOf = (key: PropertyKey) =>
    key === 'emailDomain'
      ? 'CONTRACT_EMAIL_DOMAIN'
      : `${prefix}_${String(key).replace(/[A-Z]/g, '_$&').toUpperCase()}`;
  const schema = z.object({ ...shared, emailDomain });
  const given = (keys: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.keys(keys).map((key) => [key, environment[nameOf(key)]]));
  const common = schema.safeParse(given(schema.shape));
  const own = z.object(shape).safeParse(given(shape));
  if (!common.success || !own.success) {
    const issues = [...(common.error?.issues ?? []), ...(own.error?.issues ?? [])];
    return issues.map(({ path: [key = ''], message }) => `${nameOf(key)}: ${message}`);
  }
  const { url, confirm } = common.data;
  if (confirm !== url) {
    return [
      `${prefix}_CONFIRM: must repeat ${url}. The suite makes a client and invoices there, cancels them and closes the client.`,
    ];
  }
  const { emailDomain: domain } = common.data;
  return { ...own.data, url: url.replace(/\/+$/, ''), emailDomain: domain };
}
