// What a run against a real system needs, out of the environment. Nothing starts unless a second variable repeats the address:
// a run writes there, and nobody should do that by a variable that was left over.
import { z } from 'zod';

const schema = z.object({
  CONTRACT_WHMCS_URL: z.url({ protocol: /^https?$/ }),
  CONTRACT_WHMCS_CONFIRM: z.string().optional(),
  CONTRACT_WHMCS_IDENTIFIER: z.string().min(1),
  CONTRACT_WHMCS_SECRET: z.string().min(1),
  CONTRACT_WHMCS_ACCESS_KEY: z.string().min(1).optional(),
  CONTRACT_WHMCS_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  CONTRACT_WHMCS_PAYMENT_METHOD: z.string().min(1).optional(),
  /** Of the sandbox client's address; one that no mail reaches. */
  CONTRACT_EMAIL_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]+\.[a-z]+$/)
    .default('example.com'),
});

export type ContractSettings = z.output<typeof schema>;

/** The settings, or sentences that say what to set. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
): ContractSettings | readonly string[] {
  const parsed = schema.safeParse(environment);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  }
  const { CONTRACT_WHMCS_URL: url, CONTRACT_WHMCS_CONFIRM: confirmed } = parsed.data;
  if (confirmed === url) return parsed.data;
  return [
    `CONTRACT_WHMCS_CONFIRM: must repeat ${url}. The suite makes a client and invoices there, cancels them and closes the client.`,
  ];
}
