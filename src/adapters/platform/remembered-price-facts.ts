/**
 * Price facts remembered in the isolate and in the location's cache, so that a shown price costs no query, and is shown
 * on while the database does not answer.
 *
 * Nothing is purged when a price changes, because a purge would reach one location alone. What is remembered carries the
 * month in its key instead, and a month's price does not change once there is one: the next price begins with the next
 * month, which is another key. What is not there (a user, a price) is not remembered, so it is seen as soon as it is.
 */
import { createHash } from 'node:crypto';
import { errorText } from '#core/error-text.ts';
import type { BillingMonth } from '#core/month.ts';
import type { Clock } from '#ports/clock.ts';
import type { Log } from '#ports/log.ts';
import type { PriceFacts, PriceFactsSource, PriceUser } from '#ports/price-facts.ts';
import type { LocationCache } from './location-cache.ts';

/** Bounds how long a correction made in the database by hand goes unseen. */
const FRESH_MS = 5 * 60_000;
/** A database that is down this long is a bigger trouble than prices: they are refused from then on. */
const SHOWN_WITHOUT_DATABASE_MS = 24 * 3_600_000;
/** After a failed query this long passes before the next one, so that not every price waits for a dead database. */
const ASK_AGAIN_AFTER_MS = 5_000;
/** A database that hangs is one that is down. */
const QUERY_WAIT_MS = 1_500;
/** Some 2 MB. The oldest leave first. */
const ENTRIES_KEPT = 10_000;

interface Entry {
  readonly facts: PriceFacts;
  readonly readAtMs: number;
}

/** What one isolate remembers, and where its location does; lives as long as its environment. */
export interface PriceMemory {
  readonly entries: Map<string, Entry>;
  /** Addresses the cache's entries; nothing ever requests it. */
  readonly cacheUrl: string;
  /** No query before this instant. */
  askAgainAtMs: number;
}

/** For another `owner` every location begins anew: a new token is the way to forget all prices at once. */
export function createPriceMemory(origin: string, owner: string): PriceMemory {
  const partition = createHash('sha256').update(owner).digest('hex').slice(0, 16);
  const cacheUrl = `${origin}/panel/prices/remembered/${partition}`;
  return { entries: new Map(), cacheUrl, askAgainAtMs: 0 };
}

export interface RememberedPriceFactsOptions {
  readonly memory: PriceMemory;
  readonly cache: LocationCache;
  readonly clock: Clock;
  readonly log: Log;
  /** The query. Undefined for a user that nobody knows; throws where the database does not answer. */
  readonly query: (user: PriceUser, month: BillingMonth) => Promise<PriceFacts | undefined>;
}

export function createRememberedPriceFacts(options: RememberedPriceFactsOptions): PriceFactsSource {
  const { memory, cache, clock, log, query } = options;

  return {
    async read(user, month) {
      const key = `${month}/${user.kind}/${user.id}`;
      const nowMs = clock.nowMs();
      const inMemory = memory.entries.get(key);
      if (inMemory && isYoungerThan(FRESH_MS, inMemory, nowMs)) return known(inMemory);
      const url = `${memory.cacheUrl}/${key}`;
      const held = newer(inMemory, await cache.match<Entry>(url));
      if (held && isYoungerThan(FRESH_MS, held, nowMs)) {
        remember(memory, key, held);
        return known(held);
      }
      try {
        if (isWaiting(memory, nowMs)) throw new Error('the database did not answer a moment ago');
        const facts = await within(QUERY_WAIT_MS, query(user, month));
        memory.askAgainAtMs = 0;
        if (!facts) return { kind: 'unknown_user' };
        if (facts.tokenPrice === '') return { kind: 'known', facts };
        const entry = { facts, readAtMs: nowMs };
        remember(memory, key, entry);
        await cache.put(url, entry, SHOWN_WITHOUT_DATABASE_MS);
        return known(entry);
      } catch (error) {
        if (!isWaiting(memory, nowMs)) {
          memory.askAgainAtMs = nowMs + ASK_AGAIN_AFTER_MS;
          log.warn('price_facts_unavailable', { error: errorText(error) });
        }
        const isGood = held && isYoungerThan(SHOWN_WITHOUT_DATABASE_MS, held, nowMs);
        return isGood ? known(held) : { kind: 'unavailable' };
      }
    },
  };
}

const known = ({ facts }: Entry) => ({ kind: 'known', facts }) as const;

/** A time from the future is no time: clocks of locations differ by less than this would matter. */
function isYoungerThan(ms: number, { readAtMs }: Entry, nowMs: number): boolean {
  return readAtMs <= nowMs && nowMs - readAtMs < ms;
}

function isWaiting({ askAgainAtMs }: PriceMemory, nowMs: number): boolean {
  return nowMs < askAgainAtMs && askAgainAtMs <= nowMs + ASK_AGAIN_AFTER_MS;
}

function newer(one: Entry | undefined, other: Entry | undefined): Entry | undefined {
  if (!one || !other) return one ?? other;
  return one.readAtMs >= other.readAtMs ? one : other;
}

/** A Map remembers the order of insertion: the oldest entry goes first. */
function remember({ entries }: PriceMemory, key: string, entry: Entry): void {
  entries.delete(key);
  entries.set(key, entry);
  const [oldest] = entries.keys();
  if (entries.size > ENTRIES_KEPT && oldest !== undefined) entries.delete(oldest);
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
