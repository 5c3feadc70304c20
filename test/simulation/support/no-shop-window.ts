import type { Ports } from '#ports/ports.ts';

/** What only pages and the panel ask for; nobody does here. */
export const noShopWindow: Pick<Ports, 'usageSnapshots' | 'priceFacts' | 'panelPrices'> = {
  usageSnapshots: { read: () => Promise.reject(new Error('nobody looks at the running month')) },
  priceFacts: { read: async () => ({ kind: 'unavailable' }) },
  panelPrices: undefined,
};
