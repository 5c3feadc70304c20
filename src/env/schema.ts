// All settings and bindings as one schema, with what one of them demands of another.
import { z } from 'zod';
import { abuseVariables } from './abuse.ts';
import { billingVariables, NEEDED_BY_SYSTEM } from './billing.ts';
import { bindings } from './bindings.ts';
import { identityVariables, openIdIssuer } from './identity.ts';
import { invoicingVariables } from './invoicing.ts';
import { mailVariables } from './mail.ts';
import { panelVariables } from './panel.ts';
import { priceVariables } from './prices.ts';
import { providerVariables } from './provider.ts';
import { serviceVariables } from './service.ts';
import { usageVariables } from './usage.ts';

/** What is set as text. A setting of none of these parts would be read by nobody. */
const variables = z.object({
  ...serviceVariables.shape,
  ...providerVariables.shape,
  ...invoicingVariables.shape,
  ...panelVariables.shape,
  ...usageVariables.shape,
  ...priceVariables.shape,
  ...mailVariables.shape,
  ...billingVariables.shape,
  ...identityVariables.shape,
  ...abuseVariables.shape,
});

/** The names of all settings, bindings aside. */
export const SETTING_NAMES: readonly string[] = Object.keys(variables.shape);

const fields = variables.extend(bindings.shape);
type Fields = z.output<typeof fields>;

export const schema = fields.superRefine(checkNeeds);

export type Env = z.output<typeof schema>;

/** What must be set beside a choice, so that whoever composes the ports finds it there. */
function checkNeeds(env: Fields, context: z.RefinementCtx): void {
  const need = (name: keyof Fields, why: string) => {
    if (env[name] === undefined) {
      context.addIssue({ code: 'custom', path: [name], message: `is needed ${why}` });
    }
  };
  if (env.PASSWORD_HASHERS > 0) need('PASSWORD_HASHER', 'unless PASSWORD_HASHERS is 0');
  if (env.MAIL_TRANSPORT === 'mailbox') need('MAILBOX_URL', 'with MAIL_TRANSPORT=mailbox');
  if (env.MAIL_TRANSPORT === 'cloudflare') need('EMAIL', 'with MAIL_TRANSPORT=cloudflare');
  if (env.MAIL_TRANSPORT === 'smtp') need('SMTP_HOST', 'with MAIL_TRANSPORT=smtp');
  for (const name of NEEDED_BY_SYSTEM[env.BILLING_SYSTEM]) {
    need(name, `with BILLING_SYSTEM=${env.BILLING_SYSTEM}`);
  }
  if (env.OPENID_CLIENT_ID) {
    need('OPENID_CLIENT_SECRET', 'with OPENID_CLIENT_ID');
    if (!openIdIssuer(env))
      need('OPENID_ISSUER', 'with OPENID_CLIENT_ID, where WHMCS_URL is not set');
  }
  if (env.USAGE_REPORT_PATH?.includes('{userIds}') && !env.USAGE_REPORT_FIELDS?.userId) {
    const message = 'needs userId where USAGE_REPORT_PATH has {userIds}';
    context.addIssue({ code: 'custom', path: ['USAGE_REPORT_FIELDS'], message });
  }
  if (env.TURNSTILE_SITE_KEY) need('TURNSTILE_SECRET', 'with TURNSTILE_SITE_KEY');
  if (env.TURNSTILE_SECRET) need('TURNSTILE_SITE_KEY', 'with TURNSTILE_SECRET');
  // Half a sign-in would be left out silently, and letters refused.
  if (env.SMTP_USERNAME) need('SMTP_PASSWORD', 'with SMTP_USERNAME');
  if (env.SMTP_PASSWORD) need('SMTP_USERNAME', 'with SMTP_PASSWORD');
}
