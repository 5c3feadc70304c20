// A guard that holds back people who did nothing unusual is as bad as none: many correct histories, and nobody parked.
import { describe, expect, it } from 'vitest';
import type { ClientId, InvoiceId } from '#core/ids.ts';
import { planItem } from '#core/invoicing/plan-item.ts';
import { type CurrencyCode, parseTokenPrice } from '#core/money.ts';
import { type BillingMonth, hoursIn, monthAfter, monthRange, type TimeRange } from '#core/month.ts';
import type { ServerUsage } from '#core/usage/usage.ts';
import { createPrng, type Prng } from './support/prng.ts';
import { playSeed } from './support/story.ts';

const HISTORIES = 2_000;
const MS_PER_HOUR = 3_600_000;
const TIMEOUT_MS = 60_000;
const TIME_ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Africa/Casablanca',
  'Pacific/Apia',
];
const CURRENCIES = ['EUR', 'JPY', 'BHD'];

interface Server {
  readonly serverId: number;
  readonly tokensPerHour: number;
  readonly capTokens: number;
  readonly backupPercent: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Servers that came and went, in any size: what a panel meters of them in a month. */
function metered(servers: readonly Server[], { startMs, endMs }: TimeRange): ServerUsage[] {
  return servers
    .filter(({ fromMs, toMs }) => fromMs < endMs && toMs > startMs)
    .map(({ serverId, tokensPerHour, capTokens, backupPercent, fromMs, toMs }) => {
      const hours = Math.ceil((Math.min(toMs, endMs) - Math.max(fromMs, startMs)) / MS_PER_HOUR);
      const tokens = Math.min(capTokens, hours * tokensPerHour);
      const backupTokens = Math.floor((tokens * backupPercent) / 100);
      return { serverId, name: `server-${serverId}`, hours, tokens, backupTokens };
    });
}

function someServers(prng: Prng, fromMs: number, months: number): Server[] {
  const span = months * 31 * 24 * MS_PER_HOUR;
  return Array.from({ length: prng.between(0, 12) }, (_, n) => {
    const tokensPerHour = prng.between(1, 40);
    const start = fromMs + prng.below(span);
    return {
      serverId: n + 1,
      tokensPerHour,
      capTokens: tokensPerHour * prng.between(300, 800),
      backupPercent: prng.pick([0, 0, 10, 30]),
      fromMs: start,
      toMs: prng.chance(0.5) ? Number.POSITIVE_INFINITY : start + prng.below(span),
    };
  });
}

describe('a client whose history is an ordinary one', () => {
  it(`is never held back, in ${HISTORIES} histories of a year`, () => {
    const parked: string[] = [];
    let billed = 0;
    for (let seed = 1; seed <= HISTORIES; seed++) {
      const prng = createPrng(seed);
      const timeZone = prng.pick(TIME_ZONES);
      const currency = prng.pick(CURRENCIES) as CurrencyCode;
      const rule = { factor: prng.between(2, 10), floorTokens: prng.pick([0, 1_000, 50_000]) };
      let month =
        `20${prng.between(24, 29)}-${String(prng.between(1, 12)).padStart(2, '0')}` as BillingMonth;
      const servers = someServers(prng, monthRange(month, timeZone).startMs, 12);
      let highestTokensBefore = 0;
      for (let n = 0; n < 12; n++) {
        const range = monthRange(month, timeZone);
        const usage = withinRule(metered(servers, range), highestTokensBefore, rule);
        const price = parseTokenPrice(prng.pick(['0.0015', '0.5', '2']), currency);
        const item = planItem(
          {
            id: 'cli_00000000000000000000000000' as ClientId,
            panelUserId: 2,
            name: 'Ada',
            company: '',
            email: 'ada@example.com',
            currency,
            alreadyInvoiced: false,
            highestTokensBefore,
            released: [],
          },
          usage.length === 0 && prng.chance(0.5)
            ? { kind: 'none' }
            : { kind: 'measured', servers: usage },
          {
            month,
            timeZone,
            ratingRules: 1,
            price: price.ok ? price.value : undefined,
            monthHours: hoursIn(range),
            outlier: rule,
          },
          'inv_00000000000000000000000000' as InvoiceId,
        );
        if (item.outcome === 'parked') parked.push(`seed ${seed}, ${month}: ${item.content}`);
        if (item.outcome === 'invoice') {
          billed++;
          highestTokensBefore = Math.max(highestTokensBefore, tokensOf(usage));
        }
        month = monthAfter(month);
      }
    }
    expect(parked).toEqual([]);
    expect(billed).toBeGreaterThan(HISTORIES);
  });

  it.each([1, 2, 3])(
    'is never held back by a run either, with several clients in good weather: seed %i',
    async (seed) => {
      const { invoices } = await playSeed(seed, 'calm');
      expect(invoices).toBeGreaterThan(0);
    },
    TIMEOUT_MS,
  );
});

/** Growth as the rule allows it: servers that would be too much are not rented yet. */
function withinRule(
  servers: readonly ServerUsage[],
  highestBefore: number,
  { factor, floorTokens }: { readonly factor: number; readonly floorTokens: number },
): ServerUsage[] {
  const most =
    highestBefore === 0 ? Number.POSITIVE_INFINITY : Math.max(floorTokens, factor * highestBefore);
  const kept: ServerUsage[] = [];
  for (const server of servers) {
    if (tokensOf([...kept, server]) <= most) kept.push(server);
  }
  return kept;
}

function tokensOf(servers: readonly ServerUsage[]): number {
  return servers.reduce((sum, { tokens, backupTokens }) => sum + tokens + backupTokens, 0);
}
