// What answers the panel when it asks for prices.
import { createStore } from '#adapters/d1/store.ts';
import { createClock } from '#adapters/platform/clock.ts';
import { openLocationCache } from '#adapters/platform/location-cache.ts';
import { createLog } from '#adapters/platform/log.ts';
import {
  createPriceMemory,
  createRememberedPriceFacts,
} from '#adapters/platform/remembered-price-facts.ts';
import { createPanelPrices } from '#adapters/solusvm/price-contract.ts';
import type { Clock } from '#ports/clock.ts';
import type { Log, LogFields } from '#ports/log.ts';
import { oncePerEnv } from '../env/once-per-env.ts';
import type { Env } from '../env.ts';
import { settingsOf } from './settings.ts';

const PRICE_CACHE = openLocationCache('postmeter-price-facts');

/** Only what a price takes: the panel asks for many, and most need nothing but what is remembered. */
export function composePrices(env: Env, bound: LogFields, clock: Clock = createClock()) {
  const log = createLog(bound);
  const { settings } = keptPrices(env);
  return { settings, clock, log, ...pricesOf(env, clock, log) };
}

/** What the isolate remembers of prices, and what is derived from the panel's token. */
const keptPrices = oncePerEnv((env) => {
  const { PANEL_PRICE_TOKEN: token, PANEL_PRICE_CONTRACT: contract } = env;
  return {
    settings: settingsOf(env),
    memory: createPriceMemory(env.ORIGIN, `${env.PANEL_API_URL} ${token ?? ''}`),
    panelPrices: token === undefined ? undefined : createPanelPrices(token, contract),
  };
});

export function pricesOf(env: Env, clock: Clock, log: Log) {
  const { memory, panelPrices } = keptPrices(env);
  const priceFacts = createRememberedPriceFacts({
    memory,
    cache: PRICE_CACHE,
    clock,
    log,
    query: (user, month) => createStore(env.DB).catalogue.priceFacts(user, month),
  });
  return { panelPrices, priceFacts };
}
