// The settings of the Worker under test.

/** An Ed25519 key whose private part nobody has: the bench signs nothing. */
const ADMIN_JWKS = JSON.stringify({
  keys: [
    { kty: 'OKP', crv: 'Ed25519', kid: 'bench', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
  ],
});

export function settings(
  panelApiUrl: string,
  mailboxUrl = 'http://127.0.0.1:9',
): Readonly<Record<string, string>> {
  return {
    ORIGIN: 'http://localhost:8787',
    APP_SECRET: 'a secret of the bench, which protects nothing at all',
    ADMIN_JWKS,
    PROVIDER_NAME: 'Example Hosting',
    PROVIDER_ADDRESS: '1 Example Street, Example City',
    SUPPORT_EMAIL: 'support@example.net',
    BILLING_CURRENCIES: 'USD,EUR',
    PANEL_API_URL: panelApiUrl,
    PANEL_TOKEN: 'bench-panel-token',
    PANEL_SIGN_ON_URL: `${new URL(panelApiUrl).origin}/auth/one-time?token={token}`,
    MAIL_TRANSPORT: 'mailbox',
    MAILBOX_URL: mailboxUrl,
    MAIL_FROM: 'billing@example.net',
    // What is measured is a sign-up that is stored, however many there are.
    STRANGER_MAILS_PER_DAY: '1000000',
  };
}
