// The months worth keeping: currencies, caps, backups, what holds back, corrections, odd names, clocks that change.
import type { ClientId } from '#core/ids.ts';
import { RATING_RULES, type RunHeader } from '#core/invoicing/manifest.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import type { ServerUsage, UnavailableReason } from '#core/usage/usage.ts';
import type { GoldenClient, MonthInputs } from './build-month.ts';

const WHY: readonly UnavailableReason[] = [
  'panel_unreachable',
  'panel_slow',
  'panel_refused_token',
  'panel_wrong_address',
  'panel_error',
  'panel_user_missing',
  'report_malformed',
];

const EUR = 'EUR' as CurrencyCode;
/** ISO 4217: none, two, three and two digits behind the point; the last by fifths in other libraries. */
const CURRENCIES = ['JPY', 'USD', 'BHD', 'MGA'] as unknown as readonly CurrencyCode[];

function header(month: string, timeZone: string, deviation: Partial<RunHeader> = {}): RunHeader {
  return {
    month: month as BillingMonth,
    timeZone,
    seller: {
      name: 'Test Hosting',
      address: '1 Test Street\n12345 Town',
      email: 'support@hosting.test',
    },
    paymentDays: 14,
    ratingRules: RATING_RULES,
    outlier: { factor: 3, floorTokens: 6_000 },
    corrections: false,
    ...deviation,
  };
}

function client(n: number, deviation: Partial<GoldenClient> = {}): GoldenClient {
  return {
    id: `cli_${String(n).padStart(26, '0')}` as ClientId,
    panelUserId: 100 + n,
    name: 'Ada Lovelace',
    company: '',
    email: `client-${n}@example.com`,
    currency: EUR,
    alreadyInvoiced: false,
    highestTokensBefore: 0,
    released: [],
    usage: { kind: 'none' },
    ...deviation,
  };
}

const server = (serverId: number, deviation: Partial<ServerUsage> = {}): ServerUsage => ({
  serverId,
  name: `server-${serverId}`,
  hours: 100,
  tokens: 700,
  backupTokens: 0,
  ...deviation,
});

const measured = (...servers: readonly ServerUsage[]) => ({ kind: 'measured', servers }) as const;

export const MONTHS: Readonly<Record<string, MonthInputs>> = {
  currencies: {
    about:
      'Every count of digits, prices with and without a fraction, halves that round away from zero.',
    header: header('2026-10', 'UTC'),
    prices: { JPY: '0.5', USD: '0.0015', BHD: '0.00125', MGA: '3' },
    clients: CURRENCIES.map((currency, n) =>
      client(n, {
        currency,
        usage: measured(
          server(1, { tokens: 1 }),
          server(2, { tokens: 3 }),
          server(3, { tokens: 5_003 }),
        ),
      }),
    ),
  },
  caps_and_backups: {
    about:
      'Tokens arrive capped. Backups are lines of their own; a server without tokens has none, its backups have.',
    header: header('2026-10', 'Europe/Berlin'),
    prices: { EUR: '0.0012' },
    clients: [
      client(1, {
        usage: measured(
          server(3, { hours: 745, tokens: 5_000, backupTokens: 500 }),
          server(1),
          server(2, { tokens: 0, backupTokens: 90 }),
        ),
      }),
      client(2, {
        usage: measured(server(4, { hours: 1, tokens: 7 }), server(5, { hours: 0, tokens: 0 })),
      }),
      client(3, { usage: measured(server(6, { tokens: 1 })) }),
      client(4, { usage: measured() }),
      client(5),
      client(6, { alreadyInvoiced: true }),
    ],
  },
  held_back: {
    about:
      'Each reason for which a client is held back, and each suspicion that an operator has overruled.',
    header: header('2026-09', 'UTC'),
    prices: { EUR: '0.0012', USD: '999999999.5' },
    clients: [
      ...WHY.map((why, n) => client(n, { usage: { kind: 'unavailable', why } })),
      client(10, { currency: 'JPY' as CurrencyCode, usage: measured(server(1)) }),
      client(11, {
        currency: 'USD' as CurrencyCode,
        usage: measured(server(2, { tokens: 9_000_000_000 })),
      }),
      client(12, { usage: measured(server(3), server(3)) }),
      client(13, { usage: measured(server(4, { hours: 721 })) }),
      client(14, { usage: measured(server(4, { hours: 721 })), released: ['hours_beyond_month'] }),
      client(15, { usage: measured(server(5, { tokens: 6_001 })), highestTokensBefore: 2_000 }),
      client(16, { usage: measured(server(5, { tokens: 6_000 })), highestTokensBefore: 2_000 }),
      client(17, {
        usage: measured(server(5, { tokens: 6_001 })),
        highestTokensBefore: 2_000,
        released: ['outlier'],
      }),
      client(18, {
        usage: measured(server(7)),
        held: {
          reason: 'resource_in_two_clients',
          serverId: 7,
          clientIds: ['cli_00000000000000000000000018', 'cli_00000000000000000000000019'],
        },
      }),
    ],
  },
  corrections: {
    about:
      'A supplement, a credit note, a second correction, and a month in which nothing changed.',
    header: header('2026-08', 'America/New_York', { corrections: true }),
    prices: { EUR: '0.0025' },
    clients: [
      client(1, {
        ...billed([line(1, 700, 84)]),
        usage: measured(server(1, { tokens: 900 }), server(2, { backupTokens: 70 })),
      }),
      client(2, { ...billed([line(1, 700, 84), line(2, 700, 84)]), usage: measured(server(2)) }),
      client(3, {
        ...billed([line(1, 700, 84), line(1, -300, -36)], 2),
        usage: measured(server(1, { tokens: 401 })),
      }),
      client(4, { ...billed([line(1, 700, 84)]), usage: measured(server(1)) }),
      client(5, { ...billed([line(1, 700, 84)]), usage: { kind: 'none' } }),
      client(6, {
        ...billed([line(1, 700, 84)]),
        usage: { kind: 'unavailable', why: 'panel_slow' },
      }),
      client(7, { usage: measured(server(9)) }),
    ],
  },
  names: {
    about:
      'Names that are empty, long, in other scripts, from right to left, or look like code; each stands as it was.',
    header: header('2027-02', 'Asia/Kolkata', {
      seller: { name: 'Hôtes & Søn «GmbH»', address: '', email: 'büro@hosting.test' },
    }),
    prices: { EUR: '0.1234567' },
    clients: [
      client(1, { name: '', company: '', usage: measured(server(1, { name: '' })) }),
      client(2, {
        name: '李雷',
        company: '株式会社',
        usage: measured(server(2, { name: '備份 ⚡' })),
      }),
      client(3, {
        name: 'عبد الله',
        company: 'שלום',
        usage: measured(server(3, { name: '\u202eabc' })),
      }),
      client(4, {
        name: '"; DROP TABLE invoice;--',
        company: '<b>',
        usage: measured(server(4, { name: "a'b\\c\n\t" })),
      }),
      client(5, {
        name: 'e\u0301 vs é',
        company: 'x'.repeat(200),
        usage: measured(server(5, { name: '\u{1f9ee}' })),
      }),
    ],
  },
  spring_forward: {
    about: 'A month of 743 hours: one more is too many.',
    header: header('2026-03', 'Europe/Berlin'),
    prices: { EUR: '0.0012' },
    clients: [
      client(1, { usage: measured(server(1, { hours: 743 })) }),
      client(2, { usage: measured(server(2, { hours: 744 })) }),
    ],
  },
  fall_back: {
    about: 'A month of 745 hours: one more is too many.',
    header: header('2026-10', 'Europe/Berlin'),
    prices: { EUR: '0.0012' },
    clients: [
      client(1, { usage: measured(server(1, { hours: 745 })) }),
      client(2, { usage: measured(server(2, { hours: 746 })) }),
    ],
  },
  half_hour_zone: {
    about: 'Clocks that change by half an hour: the last hour of the month is a started one.',
    header: header('2026-04', 'Australia/Lord_Howe'),
    prices: { EUR: '0.0012' },
    clients: [
      client(1, { usage: measured(server(1, { hours: 721 })) }),
      client(2, { usage: measured(server(2, { hours: 722 })) }),
    ],
  },
  leap_february: {
    about: 'A month of 696 hours, and the first price of a currency.',
    header: header('2028-02', 'UTC', { paymentDays: 0 }),
    prices: { EUR: '2.005' },
    clients: [
      client(1, { usage: measured(server(1, { hours: 696 })) }),
      client(2, { usage: measured(server(2, { hours: 697 })) }),
    ],
  },
};

function line(serverId: number, tokens: number, amountMinor: number) {
  return {
    kind: 'server',
    serverId,
    name: `server-${serverId}`,
    hours: 100,
    tokens,
    amountMinor,
  } as const;
}

/** Billed at a price that is not in force any more. */
function billed(lines: readonly ReturnType<typeof line>[], documents = 1) {
  return {
    alreadyInvoiced: true,
    billed: { currency: EUR, tokenPrice: '0.0012', documents, lines },
  };
}
