import type { Ports } from '#ports/ports.ts';
import type { Settings } from '#ports/settings.ts';

/** What only pages and the panel ask for; nobody does here. */
export const noShopWindow: Pick<Ports, 'usageSnapshots' | 'priceFacts' | 'panelPrices'> = {
  usageSnapshots: { read: () => Promise.reject(new Error('nobody looks at the running month')) },
  priceFacts: { read: async () => ({ kind: 'unavailable' }) },
  panelPrices: undefined,
};

export const noPriceTerms: Settings['priceTerms'] = { tax: undefined, discounts: new Map() };
