// The emulated billing systems of an instance: where they are, and the keys that a fresh one lets in.

export const BILLING_NAMES = ['builtin', 'whmcs', 'blesta', 'hostbill', 'ubersmith'] as const;
export type BillingName = (typeof BILLING_NAMES)[number];

/** As in src/dev.ts and the emulators' `credentials.ts`. */
const SIGNAL_SECRET = 'demo-billing-signal-secret';
const HOSTBILL_SIGNAL_SECRET = 'hostbill-demo-webhook-secret';

type Settings = Readonly<Record<string, string>>;

const SETTINGS: Readonly<Record<BillingName, (place: string) => Settings>> = {
  builtin: () => ({}),
  whmcs: (place) => ({
    BILLING_SYSTEM: 'whmcs',
    WHMCS_URL: place,
    WHMCS_IDENTIFIER: 'demoWhmcsIdentifier0000000000001',
    WHMCS_SECRET: 'demoWhmcsSecret00000000000000001',
    WHMCS_ACCESS_KEY: 'demo-whmcs-access-key',
    OPENID_NAME: 'Demo Billing',
    OPENID_CLIENT_ID: 'POSTMETER.demoOpenIdClient00000000==',
    OPENID_CLIENT_SECRET: 'demoOpenIdSecret0000000000000000000000000001',
    BILLING_SIGNAL_SECRET: SIGNAL_SECRET,
    // The demo's old clients have accepted nothing here, and nobody is there to.
    CUT_OVER_NEEDS_TERMS: 'no',
  }),
  blesta: (place) => ({
    BILLING_SYSTEM: 'blesta',
    BLESTA_URL: place,
    BLESTA_API_USER: 'postmeter',
    BLESTA_API_KEY: 'blesta-demo-key',
    BLESTA_SHARED_LOGIN_KEY: 'blesta-demo-shared-key',
    BILLING_SIGNAL_SECRET: SIGNAL_SECRET,
  }),
  hostbill: (place) => ({
    BILLING_SYSTEM: 'hostbill',
    HOSTBILL_URL: place,
    HOSTBILL_API_ID: 'hostbill-demo-id',
    HOSTBILL_API_KEY: 'hostbill-demo-key',
    HOSTBILL_AUTOLOGIN_SECRET: 'hostbill-demo-autologin-secret',
    BILLING_SIGNAL_SECRET: HOSTBILL_SIGNAL_SECRET,
  }),
  ubersmith: (place) => ({
    BILLING_SYSTEM: 'ubersmith',
    UBERSMITH_URL: place,
    UBERSMITH_API_USER: 'postmeter',
    UBERSMITH_API_TOKEN: 'ubersmith-demo-token',
    UBERSMITH_CURRENCY: 'EUR',
    UBERSMITH_PORTAL_URL: `${place}/portal/`,
  }),
};

/** Ubersmith's API knows one currency; nobody in another one can be billed through it. */
export function onlyCurrency(name: BillingName): 'EUR' | undefined {
  return name === 'ubersmith' ? 'EUR' : undefined;
}

const API_PATHS: Readonly<Record<BillingName, string>> = {
  builtin: '',
  whmcs: '/includes/api.php',
  blesta: '/api/',
  hostbill: '/admin/api.php',
  ubersmith: '/api/2.0/',
};

/** The page of an emulated system, without a slash at its end. */
export function billingPlace(origin: string, name: BillingName): string {
  return `${origin}/emulators/${name}`;
}

export function billingSettings(origin: string, name: BillingName): Settings {
  return SETTINGS[name](billingPlace(origin, name));
}

/** Rows for a newcomer: where it is, and what it lets in. */
export function billingRows(
  origin: string,
  name: BillingName,
): readonly (readonly [string, string])[] {
  if (name === 'builtin') return [];
  const place = billingPlace(origin, name);
  const keys = Object.entries(billingSettings(origin, name))
    .filter(([setting]) => /_(?:ID|IDENTIFIER|USER|SECRET|KEY|TOKEN)$/.test(setting))
    .map(([setting, value]) => [`  ${setting}`, value] as const);
  return [
    ['Billing system', `${place}/   ${name}`],
    ['  API', `${place}${API_PATHS[name]}`],
    ...keys,
    ['  failures', `${place}/control   GET explains`],
  ];
}
