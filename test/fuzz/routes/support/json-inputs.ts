// Bodies of the API and claims of signed requests, each valid for some route.
const ID = '0'.repeat(26);
const CLIENT = `cli_${ID}`;
const NOTE = 'looked at it';
const URL = 'https://hooks.example.net/postmeter';
const TERMS = { kind: 'post_pay_terms', version: '2', text: 'Be kind.' };
const PRICE = { currency: 'USD', firstMonth: '2026-12', price: '0.0125' };

export const API_BODIES: readonly unknown[] = [
  PRICE,
  TERMS,
  { month: '2026-10' },
  { month: '2026-10', corrections: true },
  { manifest: 'ab'.repeat(32) },
  { clientId: CLIENT, month: '2026-10', reason: 'outlier', note: NOTE },
  { url: URL, description: 'Our ledger', events: ['invoice.issued'] },
  { enabled: false },
  { description: 'Another' },
  {},
];

export const API_QUERIES: readonly string[] = [
  'limit=10',
  'month=2026-10&limit=1',
  'cursor=WyJjbGllbnRzIiwiMSJd',
  'q=ada&state=enrolled',
  'currency=USD&state=failed',
  'since=2026-01-01T00:00:00Z&until=2026-12-01',
  'page=2&answer=1&kind=invoice&problem=past',
  'lang=hi&next=/account/password&token=AAAA',
];

/** Claims by the path that they are posted to; whatever is only read takes those of the last line. */
export const CLAIMS: Readonly<Record<string, readonly unknown[]>> = {
  '/admin/invoice-runs': [
    { action: 'plan', month: '2026-10' },
    { action: 'plan', month: '2026-10', corrections: true },
    { action: 'execute', month: '2026-10', manifest: 'ab'.repeat(32) },
  ],
  '/admin/automation': [{ action: 'automation' }],
  '/admin/token-prices': [{ action: 'set_token_price', ...PRICE, preview: true }],
  '/admin/terms-versions': [{ action: 'publish_terms', ...TERMS }],
  '/admin/park-releases': [
    { action: 'release', clientId: CLIENT, month: '2026-10', reason: 'outlier', note: NOTE },
  ],
  '/admin/client-actions': [
    { action: 'remove_second_factor', clientId: CLIENT, note: NOTE },
    { action: 'retry_provisioning', clientId: CLIENT },
  ],
  '/admin/letter-actions': [
    { action: 'send_letter_again', letterId: `out_${ID}` },
    { action: 'dismiss_letter', letterId: `out_${ID}` },
  ],
  '/admin/billing/probe': [{ action: 'probe_billing' }],
  '/admin/billing/deliveries': [
    { action: 'deliver_again', invoiceId: `inv_${ID}` },
    { action: 'void_document', invoiceId: `inv_${ID}`, why: NOTE },
    { action: 'unlink_client', clientId: CLIENT },
  ],
  '/admin/imports': [
    { action: 'plan_import' },
    { action: 'execute_import', importId: `imp_${ID}`, manifest: 'ab'.repeat(32) },
  ],
  '/admin/shadow-months': [
    { action: 'shadow_month', month: '2026-10' },
    { action: 'compare_shadow', runId: `run_${ID}` },
  ],
  '/admin/cut-overs': [
    { action: 'cut_over', clientIds: [CLIENT], from: '2026-12' },
    { action: 'cut_back', clientIds: [CLIENT] },
  ],
  '/admin/api-keys': [
    {
      action: 'create_api_key',
      name: 'ledger',
      scopes: ['clients:read'],
      expiresAt: '2027-01-01T00:00:00Z',
    },
    { action: 'revoke_api_key', keyId: `key_${ID}` },
  ],
  '/admin/webhook-endpoints': [
    { action: 'create_webhook', url: URL, events: ['invoice.issued'] },
    { action: 'change_webhook', webhookId: `whk_${ID}`, enabled: false },
  ],
  '/admin/sessions': [{ action: 'open_session', challenge: 'AAAA' }],
};
export const READ = { action: 'read' };
