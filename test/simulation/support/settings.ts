// The settings that every simulated deployment has; what a story varies comes in.
import type { Settings } from '#ports/settings.ts';
import { SETTLE_MS } from './model-billing.ts';

export const ORIGIN = 'https://billing.test';

type Varied = 'timeZone' | 'currencies' | 'outlier';

export function settingsWith(varied: Pick<Settings, Varied>): Settings {
  return {
    origin: ORIGIN,
    seller: { name: 'Test Hosting', address: '1 Test Street', email: 'support@hosting.test' },
    addressProof: 'claim',
    howToPay: '',
    paymentDays: 14,
    apiCallsPerMinute: 600,
    brand: { accent: '#0b6b5d', logoUrl: undefined },
    operatorEmail: undefined,
    development: false,
    embedAncestors: [],
    invoiceRetentionYears: 10,
    meteringKeptMonths: 12,
    outboxKeptDays: 90,
    longestCallMs: 20_000,
    billingSettleMs: SETTLE_MS,
    invoiceNumberPrefix: 'INV-',
    metering: false,
    usageTolerancePercent: undefined,
    suspendedCosts: true,
    priceTerms: { tax: undefined, discounts: new Map() },
    moving: { shadowToleranceMinor: 1, cutOverNeedsTerms: true },
    // Wide enough for a year of model clients.
    abuse: {
      mailsPerAddress: 1_000_000,
      mailsPerDay: 1_000_000,
      passesUnchecked: true,
      bodyTimeoutMs: 1_000,
    },
    ...varied,
  };
}
