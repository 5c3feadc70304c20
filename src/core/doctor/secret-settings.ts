/** Settings that are set by `wrangler secret put` and shown to nobody. A test holds it against docs/settings.md. */
export const SECRET_SETTINGS = [
  'APP_SECRET',
  'EMBED_SECRET',
  'OPENID_CLIENT_SECRET',
  'BILLING_SIGNAL_SECRET',
  'PANEL_TOKEN',
  'PANEL_EVENT_SECRET',
  'PANEL_PRICE_TOKEN',
  'SMTP_PASSWORD',
  'TURNSTILE_SECRET',
  'WHMCS_IDENTIFIER',
  'WHMCS_SECRET',
  'WHMCS_ACCESS_KEY',
  'BLESTA_API_KEY',
  'BLESTA_SHARED_LOGIN_KEY',
  'HOSTBILL_API_KEY',
  'HOSTBILL_AUTOLOGIN_SECRET',
  'UBERSMITH_API_TOKEN',
] as const;

/** Whether the value of this setting may be shown to nobody. */
export function isSecretSetting(name: string): boolean {
  return SECRET_SETTINGS.some((secret) => secret === name);
}
