// The settings that only one billing system needs; see setting-texts.ts.
import { type SettingGroup, text } from '#views/admin/setting-text.ts';

export const BILLING_SETTING_GROUPS: readonly SettingGroup[] = [
  {
    title: 'WHMCS',
    system: 'whmcs',
    settings: [
      text('WHMCS_URL', 'where WHMCS lies, as clients see it', ''),
      text('WHMCS_IDENTIFIER', 'of the API credential', ''),
      text('WHMCS_SECRET', 'of the API credential', ''),
      text(
        'WHMCS_ACCESS_KEY',
        '$api_access_key of its configuration.php; lifts the check of the caller’s address',
        'none',
      ),
      text('WHMCS_PAYMENT_METHOD', 'module name such as banktransfer', 'WHMCS’s choice'),
      text('WHMCS_CLIENT_GROUP_ID', 'group of new clients', 'none'),
      text('WHMCS_TAXED', 'yes: its tax rules apply to our lines', 'no'),
      text('WHMCS_MAIL_INVOICES', 'yes: WHMCS mails the invoice as well', 'no'),
      text(
        'WHMCS_NEGATIVE_LINES',
        'not known: yes delivers credit notes as invoices below zero; otherwise they are entered by hand',
        'no',
      ),
      text(
        'WHMCS_LINES_A_CALL',
        'lines that one call puts into a draft, further calls add the rest; lower it where PHP’s max_input_vars is below 1,000, three fields a line',
        '300',
      ),
    ],
  },
  {
    title: 'Blesta',
    system: 'blesta',
    settings: [
      text('BLESTA_URL', 'where Blesta lies, with its path', ''),
      text('BLESTA_API_PATH', '/index.php/api where addresses are not rewritten', '/api'),
      text('BLESTA_API_USER', 'of the API credential', ''),
      text('BLESTA_API_KEY', 'of the API credential', ''),
      text('BLESTA_COMPANY_ID', 'company whose currencies are checked', '1'),
      text('BLESTA_CLIENT_GROUP_ID', 'group of new clients', '1'),
      text(
        'BLESTA_CLIENT_STATUSES',
        'not known: for encoded installs, e.g. active,inactive,fraud',
        'empty: asked without',
      ),
      text('BLESTA_TAXABLE', 'yes: Blesta’s tax rules apply to our lines', 'yes'),
      text('BLESTA_MAIL_INVOICES', 'yes: Blesta mails the invoice as well', 'no'),
      text('BLESTA_NEGATIVE_LINES', 'not known: yes delivers credit notes as negative lines', 'no'),
      text(
        'BLESTA_LINES_MAX',
        'of a longer invoice neighbouring lines become one there; raise it together with PHP’s max_input_vars, four fields a line',
        '240',
      ),
      text('BLESTA_INVOICE_LOOKUP', 'not known: filter, or search for older versions', 'filter'),
      text(
        'BLESTA_SHARED_LOGIN_KEY',
        'of the Shared Login plugin; without it clients log in to pay',
        '',
      ),
      text(
        'BLESTA_PAY_PATH',
        'not known: behind BLESTA_URL, with {id}',
        '/client/pay/method/{id}/',
      ),
    ],
  },
  {
    title: 'HostBill',
    system: 'hostbill',
    settings: [
      text('HOSTBILL_URL', 'where HostBill lies, with its path', ''),
      text('HOSTBILL_API_PATH', 'where the folder admin has another name', '/admin/api.php'),
      text('HOSTBILL_API_ID', 'of the API credential', ''),
      text('HOSTBILL_API_KEY', 'of the API credential', ''),
      text('HOSTBILL_TAXABLE', 'yes: HostBill puts tax on our lines', 'yes'),
      text('HOSTBILL_TAX_RATE', 'percent for our invoices', 'HostBill’s'),
      text('HOSTBILL_GATEWAY_ID', 'payment gateway of our invoices', 'HostBill’s'),
      text('HOSTBILL_MAIL_INVOICES', 'yes: HostBill mails the invoice as well, at most once', 'no'),
      text(
        'HOSTBILL_NEGATIVE_LINES',
        'not known: yes delivers credit notes as negative lines',
        'no',
      ),
      text(
        'HOSTBILL_CLIENT_FILTER',
        'not known: argument of getClients; empty walks without',
        'filter[email]',
      ),
      text(
        'HOSTBILL_ACTIVE_STATUSES',
        'assumed: the statuses whose clients can be billed, separated by commas; any other word is a closed client',
        'Active',
      ),
      text('HOSTBILL_PAGES_MAX', 'the longest list that is walked', '200'),
      text(
        'HOSTBILL_ADOPT_EMPTY_DRAFT',
        'yes: an empty draft left by a lost reply is taken up',
        'yes',
      ),
      text(
        'HOSTBILL_REFUSAL_WORDS',
        'not known in which words it refuses: JSON with your install’s own phrases, {"missing":["no such customer"]}, under missing, taken, key, permission, address',
        'assumed words alone',
      ),
      text(
        'HOSTBILL_TRANSACTION_FIELDS',
        'assumed: JSON with a transaction’s names for paid and refunded',
        'in, out',
      ),
      text(
        'HOSTBILL_AUTOLOGIN_SECRET',
        'of the plugin Client Auto Login; without it clients log in to pay',
        '',
      ),
      text('HOSTBILL_AUTOLOGIN_MODE', 'md5 or hmac_sha256, as in the plugin', 'md5'),
      text(
        'HOSTBILL_AUTOLOGIN_HMAC_MESSAGE',
        'not known: what the newer mode signs',
        '{email}{duration}',
      ),
      text(
        'HOSTBILL_PAY_PATH',
        'not known: behind HOSTBILL_URL, with {id}',
        '/index.php?/clientarea/invoice/{id}/',
      ),
    ],
  },
  {
    title: 'Ubersmith',
    system: 'ubersmith',
    settings: [
      text('UBERSMITH_URL', 'where Ubersmith lies, with its path', ''),
      text('UBERSMITH_API_PATH', 'behind it', '/api/2.0/'),
      text('UBERSMITH_API_USER', 'of the API credential', ''),
      text('UBERSMITH_API_TOKEN', 'of the API credential', ''),
      text('UBERSMITH_CURRENCY', 'ISO 4217 code of the brand’s currency; no call tells it', ''),
      text('UBERSMITH_BRAND_ID', 'brand of new clients', 'Ubersmith’s'),
      text('UBERSMITH_TAX_IDS', 'taxes on our lines, numbers separated by commas', 'none'),
      text(
        'UBERSMITH_NEGATIVE_LINES',
        'not known: yes delivers credit notes as services below zero',
        'no',
      ),
      text(
        'UBERSMITH_LINES_MAX',
        'of a longer invoice neighbouring lines become one there; lower it where PHP’s max_input_vars is below 1,000, one field a line',
        '950',
      ),
      text(
        'UBERSMITH_REFUSAL_WORDS',
        'not known in which words it refuses: JSON with your install’s own phrases, {"missing":["no such customer"]}, under missing, taken, key, permission, address',
        'assumed words alone',
      ),
      text('UBERSMITH_ONE_TIME_PERIOD', 'not known: the period that means once', '0'),
      text('UBERSMITH_DUE_DATE_FORMAT', 'not known: date or unix', 'date'),
      text('UBERSMITH_PORTAL_URL', 'where clients pay, {id} is the invoice', 'UBERSMITH_URL'),
    ],
  },
  {
    title: 'Log in with another system',
    settings: [
      text('OPENID_CLIENT_ID', 'of an OpenID Connect client: offers to continue with it', ''),
      text('OPENID_CLIENT_SECRET', 'of the same client', ''),
      text('OPENID_NAME', 'what stands on the button', 'PROVIDER_NAME'),
      text('OPENID_ISSUER', 'what the provider of identities calls itself', 'WHMCS_URL'),
      text('OPENID_DISCOVERY_URL', 'address of its metadata', 'WHMCS’s, or the well-known one'),
      text('OPENID_ALGORITHMS', 'signatures of ID tokens that are believed', 'RS256'),
      text('OPENID_PKCE', 'not known of WHMCS: no where a challenge is refused', 'yes'),
      text(
        'OPENID_ADDRESS_PROOF',
        'not known whether WHMCS sends email_verified. claim: it must; client: or its API says so; assumed: you vouch',
        'claim',
      ),
      text('OPENID_TIMEOUT_MS', 'for one call of it, body included', '10000'),
    ],
  },
  {
    title: 'Moving over from the WHMCS add-on',
    settings: [
      text(
        'SHADOW_TOLERANCE_MINOR',
        'how far a server’s money may be apart in a shadow month and still be equal, in the smallest unit',
        '1',
      ),
      text(
        'CUT_OVER_NEEDS_TERMS',
        'yes: an imported client is billed here only after accepting the terms here',
        'yes',
      ),
      text('OLD_ADDON_LINE', 'not known: how the add-on’s lines read, as a pattern', 'a guess'),
      text('OLD_ADDON_LINE_TYPE', 'not known: the type of its lines', 'any'),
      text('OLD_ADDON_LAST_DAY', 'its invoices for a month are dated up to this day', '3'),
    ],
  },
];
