// What the use cases and the routes know of the settings, in their words.
import { isLoopback } from '#core/webhooks/endpoint.ts';
import type { Settings } from '#ports/settings.ts';
import { oncePerEnv } from '../env/once-per-env.ts';
import { abuseSettingsOf } from './abuse.ts';

export const settingsOf = oncePerEnv((env): Settings => {
  const { PROVIDER_NAME: name, PROVIDER_ADDRESS: address, SUPPORT_EMAIL: email } = env;
  return {
    origin: env.ORIGIN,
    timeZone: env.BILLING_TIME_ZONE,
    currencies: env.BILLING_CURRENCIES,
    seller: { name, address, email },
    operatorEmail: env.OPERATOR_EMAIL,
    development: isLoopback(env.ORIGIN),
    embedAncestors: env.EMBED_ANCESTORS,
    brand: { accent: env.PROVIDER_ACCENT, logoUrl: env.PROVIDER_LOGO_URL },
    apiCallsPerMinute: env.API_CALLS_PER_MINUTE,
    addressProof: env.OPENID_ADDRESS_PROOF,
    howToPay: env.BILLING_SYSTEM === 'builtin' ? env.HOW_TO_PAY : '',
    paymentDays: env.PAYMENT_DAYS,
    outlier: { factor: env.OUTLIER_FACTOR, floorTokens: env.OUTLIER_FLOOR_TOKENS },
    invoiceRetentionYears: env.INVOICE_RETENTION_YEARS,
    metering: env.USAGE_SOURCE !== 'report',
    meteringKeptMonths: env.METERING_KEPT_MONTHS,
    outboxKeptDays: env.OUTBOX_KEPT_DAYS,
    usageTolerancePercent: env.USAGE_SOURCE === 'both' ? env.USAGE_TOLERANCE_PERCENT : undefined,
    longestCallMs: Math.max(env.PANEL_TIMEOUT_MS, env.BILLING_TIMEOUT_MS),
    billingSettleMs: env.BILLING_SETTLE_SECONDS * 1000,
    invoiceNumberPrefix: env.INVOICE_NUMBER_PREFIX,
    // A report has its own rule, which nobody documents; the emulated panel's servers go on costing.
    suspendedCosts: env.USAGE_SOURCE === 'report' || env.METERING_SUSPENDED === 'costs',
    priceTerms: { tax: env.PRICE_TAX, discounts: env.PRICE_DISCOUNTS },
    moving: {
      shadowToleranceMinor: env.SHADOW_TOLERANCE_MINOR,
      cutOverNeedsTerms: env.CUT_OVER_NEEDS_TERMS,
    },
    abuse: abuseSettingsOf(env),
  };
});
