// The billing system that BILLING_SYSTEM chooses, with its settings.
import { createBlestaBilling } from '#adapters/billing/blesta/billing-system.ts';
import { createBuiltinBilling } from '#adapters/billing/builtin/billing-system.ts';
import { createHostbillBilling } from '#adapters/billing/hostbill/billing-system.ts';
import { createUbersmithBilling } from '#adapters/billing/ubersmith/billing-system.ts';
import { createWhmcsBilling } from '#adapters/billing/whmcs/billing-system.ts';
import { createOldWhmcs } from '#adapters/billing/whmcs/old-addon.ts';
import type { WhmcsSettings } from '#adapters/billing/whmcs/settings.ts';
import { clientsAlone } from '#adapters/billing/wire/clients-alone.ts';
import type { BillingSystem } from '#ports/billing-system.ts';
import type { Clock } from '#ports/clock.ts';
import type { OldBilling } from '#ports/old-billing.ts';
import type { Env } from '../env.ts';
import { needed } from './needed.ts';

type Fetch = typeof globalThis.fetch;

export function billingOf(env: Env, clock: Clock, fetch: Fetch): BillingSystem {
  switch (env.BILLING_SYSTEM) {
    case 'builtin':
      return createBuiltinBilling();
    case 'whmcs':
      return whmcsOf(env, fetch);
    case 'blesta':
      return blestaOf(env, clock, fetch);
    case 'hostbill':
      return hostbillOf(env, fetch);
    case 'ubersmith':
      return ubersmithOf(env, fetch);
  }
}

/** Where clients can be imported from; undefined where there is nobody to ask. */
export function oldBillingOf(
  env: Env,
  billing: BillingSystem,
  fetch: Fetch,
): OldBilling | undefined {
  if (!billing.capabilities.external) return undefined;
  if (env.BILLING_SYSTEM !== 'whmcs') return clientsAlone(billing);
  return createOldWhmcs(whmcsSettings(env, fetch), {
    line: env.OLD_ADDON_LINE,
    lineType: env.OLD_ADDON_LINE_TYPE,
    lastDay: env.OLD_ADDON_LAST_DAY,
  });
}

function shared(env: Env, fetch: Fetch) {
  return {
    currencies: env.BILLING_CURRENCIES,
    timeoutMs: env.BILLING_TIMEOUT_MS,
    lineCharacters: env.BILLING_LINE_CHARACTERS,
    fetch,
    signalSecret: env.BILLING_SIGNAL_SECRET,
  };
}

function whmcsOf(env: Env, fetch: Fetch): BillingSystem {
  return createWhmcsBilling(whmcsSettings(env, fetch));
}

function whmcsSettings(env: Env, fetch: Fetch): WhmcsSettings {
  return {
    ...shared(env, fetch),
    url: needed(env.WHMCS_URL),
    identifier: needed(env.WHMCS_IDENTIFIER),
    secret: needed(env.WHMCS_SECRET),
    accessKey: env.WHMCS_ACCESS_KEY,
    paymentMethod: env.WHMCS_PAYMENT_METHOD,
    clientGroupId: env.WHMCS_CLIENT_GROUP_ID,
    taxed: env.WHMCS_TAXED,
    mailInvoices: env.WHMCS_MAIL_INVOICES,
    negativeLines: env.WHMCS_NEGATIVE_LINES,
    linesACall: env.WHMCS_LINES_A_CALL,
  };
}

function blestaOf(env: Env, clock: Clock, fetch: Fetch): BillingSystem {
  const settings = {
    ...shared(env, fetch),
    url: needed(env.BLESTA_URL),
    apiPath: env.BLESTA_API_PATH,
    apiUser: needed(env.BLESTA_API_USER),
    apiKey: needed(env.BLESTA_API_KEY),
    companyId: env.BLESTA_COMPANY_ID,
    clientGroupId: env.BLESTA_CLIENT_GROUP_ID,
    clientStatuses: env.BLESTA_CLIENT_STATUSES,
    taxable: env.BLESTA_TAXABLE,
    mailInvoices: env.BLESTA_MAIL_INVOICES,
    negativeLines: env.BLESTA_NEGATIVE_LINES,
    invoiceLookup: env.BLESTA_INVOICE_LOOKUP,
    sharedLoginKey: env.BLESTA_SHARED_LOGIN_KEY,
    linesMax: env.BLESTA_LINES_MAX,
    payPath: env.BLESTA_PAY_PATH,
  };
  return createBlestaBilling(settings, clock);
}

function hostbillOf(env: Env, fetch: Fetch): BillingSystem {
  const { HOSTBILL_AUTOLOGIN_SECRET: secret, HOSTBILL_AUTOLOGIN_MODE: mode } = env;
  const hmacMessage = env.HOSTBILL_AUTOLOGIN_HMAC_MESSAGE;
  return createHostbillBilling({
    ...shared(env, fetch),
    url: needed(env.HOSTBILL_URL),
    apiPath: env.HOSTBILL_API_PATH,
    apiId: needed(env.HOSTBILL_API_ID),
    apiKey: needed(env.HOSTBILL_API_KEY),
    taxable: env.HOSTBILL_TAXABLE,
    taxRate: env.HOSTBILL_TAX_RATE,
    gatewayId: env.HOSTBILL_GATEWAY_ID,
    mailInvoices: env.HOSTBILL_MAIL_INVOICES,
    negativeLines: env.HOSTBILL_NEGATIVE_LINES,
    clientFilter: env.HOSTBILL_CLIENT_FILTER,
    activeStatuses: env.HOSTBILL_ACTIVE_STATUSES,
    pagesMax: env.HOSTBILL_PAGES_MAX,
    adoptEmptyDraft: env.HOSTBILL_ADOPT_EMPTY_DRAFT,
    refusalWords: env.HOSTBILL_REFUSAL_WORDS,
    transactionFields: env.HOSTBILL_TRANSACTION_FIELDS,
    autologin: secret === undefined ? undefined : { secret, mode, hmacMessage },
    payPath: env.HOSTBILL_PAY_PATH,
  });
}

function ubersmithOf(env: Env, fetch: Fetch): BillingSystem {
  const url = needed(env.UBERSMITH_URL);
  return createUbersmithBilling({
    ...shared(env, fetch),
    url,
    apiPath: env.UBERSMITH_API_PATH,
    apiUser: needed(env.UBERSMITH_API_USER),
    apiToken: needed(env.UBERSMITH_API_TOKEN),
    currency: needed(env.UBERSMITH_CURRENCY),
    brandId: env.UBERSMITH_BRAND_ID,
    taxIds: env.UBERSMITH_TAX_IDS,
    negativeLines: env.UBERSMITH_NEGATIVE_LINES,
    linesMax: env.UBERSMITH_LINES_MAX,
    refusalWords: env.UBERSMITH_REFUSAL_WORDS,
    oneTimePeriod: env.UBERSMITH_ONE_TIME_PERIOD,
    dueDateFormat: env.UBERSMITH_DUE_DATE_FORMAT,
    portalUrl: env.UBERSMITH_PORTAL_URL ?? url,
  });
}
