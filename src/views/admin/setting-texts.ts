// What each setting means, in the words of docs/settings.md; a test holds the names against it and against the environment.

import { type SettingGroup, text } from '#views/admin/setting-text.ts';
import { BILLING_SETTING_GROUPS } from '#views/admin/setting-texts-billing.ts';

export const SETTING_GROUPS: readonly SettingGroup[] = [
  {
    title: 'Service',
    settings: [
      text(
        'ORIGIN',
        'where this service is reached, e.g. https://billing.example.net; also the aud of signed requests',
        '',
      ),
      text(
        'APP_SECRET',
        '32 characters or more; seals letters in the outbox and the secrets of clients’ authenticator apps. A new one makes both unreadable',
        '',
      ),
      text(
        'ADMIN_JWKS',
        'JSON Web Key Set with the operators’ public Ed25519 keys, each with a kid',
        '',
      ),
      text('API_CALLS_PER_MINUTE', 'how many calls one API key may make a minute', '600'),
      text(
        'PASSWORD_HASHERS',
        'in how many objects passwords are hashed, 1 to 64; 0: where requests are answered, which all wait meanwhile',
        '8',
      ),
      text(
        'BREACHED_PASSWORDS',
        'range: passwords that are chosen are looked up at Pwned Passwords by k-anonymity; off: only the built-in rule',
        'off',
      ),
      text(
        'BREACHED_PASSWORDS_URL',
        'a mirror of the range service',
        'https://api.pwnedpasswords.com',
      ),
      text(
        'TURNSTILE_SITE_KEY',
        'of a Turnstile widget: sign-up, log-in and forgotten passwords then ask for a proof of being a person',
        'not asked',
      ),
      text('TURNSTILE_SECRET', 'its secret', 'not asked'),
      text(
        'TURNSTILE_URL',
        'where its script and siteverify are',
        'https://challenges.cloudflare.com/turnstile/v0',
      ),
      text(
        'TURNSTILE_OUTAGE',
        'when Turnstile does not answer us: pass takes an unjudged answer, refuse lets nobody log in or sign up meanwhile',
        'pass',
      ),
      text(
        'DISPOSABLE_ADDRESSES',
        'refuse: no account with an address at a service for throwaway addresses; accept',
        'accept',
      ),
      text(
        'STRANGER_MAILS_PER_ADDRESS',
        'mails a day (UTC) that strangers may cause to one mailbox; those for a new password are counted apart',
        '10',
      ),
      text(
        'STRANGER_MAILS_PER_DAY',
        'the same to all together; the operator is warned when it is reached',
        '2000',
      ),
      text(
        'BODY_TIMEOUT_MS',
        'the longest that the body of a request may take to arrive, 100 to 60,000',
        '10000',
      ),
      text('OPERATOR_EMAIL', 'where alarms and notices about the service go', ''),
      text('HEARTBEAT_URL', 'called after each daily automation that did everything', ''),
      text(
        'HEARTBEAT_FAIL',
        'what is put behind HEARTBEAT_URL when a step failed; none calls nothing',
        '/fail',
      ),
      text(
        'DNS_OVER_HTTPS_URL',
        'where the doctor asks for DNS records',
        'https://cloudflare-dns.com/dns-query',
      ),
    ],
  },
  {
    title: 'Provider',
    settings: [
      text('PROVIDER_NAME', 'on pages, mails and invoices', ''),
      text('PROVIDER_ADDRESS', 'on invoices; lines separated by \\n', 'empty'),
      text(
        'HOW_TO_PAY',
        'with builtin, on documents that are owed and in their mails: a bank account, an address; lines separated by \\n, {number} for the document’s own',
        'nothing',
      ),
      text('SUPPORT_EMAIL', 'on pages and mails', ''),
      text(
        'PROVIDER_ACCENT',
        'colour of buttons and links, #rrggbb; made darker or lighter where it could not be read',
        '#0b6b5d',
      ),
      text(
        'PROVIDER_LOGO_URL',
        'https: address of a logo, or a data:image/ one of at most 8,000 characters',
        'the name with its first character',
      ),
      text(
        'EMBED_SECRET',
        '32 characters or more; signs the embedded panel. Without it nothing is embedded',
        '',
      ),
      text('EMBED_ANCESTORS', 'origins that may frame it, separated by commas', 'none'),
    ],
  },
  {
    title: 'Invoicing',
    settings: [
      text(
        'BILLING_TIME_ZONE',
        'IANA name; billing months are calendar months of this zone',
        'UTC',
      ),
      text(
        'BILLING_CURRENCIES',
        'ISO 4217 codes that clients may choose from, separated by commas; the first is the default',
        'USD',
      ),
      text(
        'BILLING_SYSTEM',
        'where invoices live: builtin, whmcs, blesta, hostbill, ubersmith',
        'builtin',
      ),
      text(
        'BILLING_TIMEOUT_MS',
        'for one call of the billing system, body included; at most 20,000',
        '15000',
      ),
      text(
        'BILLING_LINE_CHARACTERS',
        'not known how long a line’s text may be there: ours are cut to this, 60 to 10,000; lower it where lines come back without the mark at their end',
        '250',
      ),
      text(
        'BILLING_SETTLE_SECONDS',
        'how long a write whose reply was lost may still be done there; longer than their longest request',
        '180',
      ),
      text(
        'BILLING_SIGNAL_SECRET',
        '16 characters or more; proves that a payment signal is theirs. Without it signals are refused and payments are seen by the daily look',
        '',
      ),
      text(
        'OUTLIER_FACTOR',
        'a client whose month has more tokens than this times the highest month so far is parked until somebody has looked',
        '10',
      ),
      text(
        'OUTLIER_FLOOR_TOKENS',
        'months of fewer tokens are never outliers: small accounts grow by large factors',
        '50000',
      ),
      text('PAYMENT_DAYS', 'days from issue to due date', '14'),
      text('INVOICE_NUMBER_PREFIX', 'numbers are prefix, year, dash, six digits', 'INV-'),
      text(
        'INVOICE_RETENTION_YEARS',
        'years after the year of issue for which invoices of closed accounts keep the buyer; then the name is erased',
        '10',
      ),
      text(
        'OUTBOX_KEPT_DAYS',
        'days for which the books say that a letter was sent or a delivery done; what failed is never forgotten',
        '90',
      ),
    ],
  },
  {
    title: 'Panel',
    settings: [
      text(
        'PANEL_API_URL',
        'e.g. https://panel.example.net/api/v1, with its port if it has one',
        '',
      ),
      text('PANEL_TOKEN', 'API token of a panel administrator', ''),
      text('PANEL_ROLE_ID', 'role of new panel users', '2'),
      text(
        'PANEL_ADMIN_ROLE_ID',
        'panel users with this role, or one named ADMIN, are never adopted',
        '1',
      ),
      text('PANEL_LIMIT_GROUP_ID', 'limit group of new panel users', 'the panel’s default'),
      text('PANEL_TIMEOUT_MS', 'for one call, body included', '10000'),
      text(
        'PANEL_SIGN_ON_URL',
        'address that signs a panel user on, with {token} in it. Not documented by the vendor: find it with one manual trial',
        '',
      ),
    ],
  },
  {
    title: 'Usage',
    settings: [
      text(
        'USAGE_SOURCE',
        'report: the panel’s usage report; metering: our own; both: the report is billed where metering agrees',
        'report',
      ),
      text(
        'USAGE_TOLERANCE_PERCENT',
        'with both: how far the two figures of a server may lie apart, of the larger one',
        '1',
      ),
      text(
        'METERING_SUSPENDED',
        'costs or free: whether metered hours of a suspended server cost. The panel’s own rule is not documented',
        'costs',
      ),
      text(
        'METERING_KEPT_MONTHS',
        'months before the running one whose sightings of servers are kept; older ones are deleted once they are invoiced. The default is our choice',
        '12',
      ),
      text(
        'ACTIVITY_LOG_FIELDS',
        'assumed: JSON with the names in an entry’s data for serverId, userId, planId, name',
        'id, user_id, plan_id, name',
      ),
      text(
        'PANEL_EVENT_SECRET',
        'the last part of the address that the panel’s event handlers call, 32 letters, digits, _, - or more',
        'none: no such address',
      ),
      text(
        'PANEL_EVENT_SERVER_IDS',
        'assumed: parameters that may hold the server’s id, separated by commas; the first that is there counts',
        'server_id,id',
      ),
      text(
        'USAGE_REPORT_PATH',
        'assumed: behind PANEL_API_URL; {userId}, {from}, {to} are filled in, instants in ISO 8601 UTC, to exclusive; {userIds} in place of {userId} where one call answers for several, separated by commas',
        '/usage/report?user_id={userId}&from={from}&to={to}',
      ),
      text(
        'USAGE_REPORT_FIELDS',
        'assumed: JSON with the report’s names for userId (needed with {userIds}), serverId, name, hours, tokens, backupTokens (empty if it has none)',
        'server_id, server_name, hours, tokens, backup_tokens',
      ),
    ],
  },
  {
    title: 'Prices in the panel',
    settings: [
      text(
        'PANEL_PRICE_TOKEN',
        '16 to 512 characters; by it the panel asks for prices',
        'no prices',
      ),
      text(
        'PANEL_PRICE_CONTRACT',
        'assumed: JSON with the names of the panel’s question and of our answer, those of a tax among them',
        'see there',
      ),
      text(
        'PRICE_TAX',
        'JSON {"name":"VAT","percent":"19","shown":"inclusive"} or "exclusive": in the prices that the panel shows. Not on invoices',
        'none',
      ),
      text(
        'PRICE_DISCOUNTS',
        'JSON by client number, {"1001":"12.5"}: percentages off the prices that the panel shows. Not on invoices',
        'none',
      ),
    ],
  },
  {
    title: 'Mail',
    settings: [
      text('MAIL_FROM', 'sender’s address', ''),
      text('MAIL_TRANSPORT', 'cloudflare (binding EMAIL), smtp, or mailbox (development)', ''),
      text('SMTP_HOST', 'the mail server, with smtp', ''),
      text('SMTP_PORT', '465 with tls, 587 with starttls; Workers cannot reach port 25', '587'),
      text('SMTP_SECURITY', 'tls, starttls or none', 'starttls'),
      text('SMTP_USERNAME', 'of the mail server', 'none'),
      text('SMTP_PASSWORD', 'of the mail server', ''),
      text('MAILBOX_URL', 'the mailbox emulator', ''),
      text(
        'MAIL_DKIM_SELECTOR',
        'the part before ._domainkey of the DKIM record that the doctor looks for',
        'none',
      ),
    ],
  },
  ...BILLING_SETTING_GROUPS,
];
