// Cloudflare's list prices of the paid plan, in dollars, and what a month includes. Those marked so were read in its
// documentation; the others are assumptions, because no copy of the page that says them was at hand.

export interface Price {
  readonly what: string;
  readonly included: number;
  readonly perMillion: number;
  readonly isAssumed: boolean;
}

export const PLAN_DOLLARS = 5;

export const PRICES = {
  rowsRead: { what: 'D1 rows read', included: 25e9, perMillion: 0.001, isAssumed: false },
  rowsWritten: { what: 'D1 rows written', included: 50e6, perMillion: 1, isAssumed: false },
  storageGb: { what: 'D1 storage, GB-months', included: 5, perMillion: 0.75e6, isAssumed: false },
  objectRequests: {
    what: 'object requests',
    included: 1e6,
    perMillion: 0.15,
    isAssumed: false,
  },
  objectGbSeconds: {
    what: 'object GB-seconds',
    included: 400_000,
    perMillion: 12.5,
    isAssumed: false,
  },
  mails: { what: 'mails', included: 3_000, perMillion: 350, isAssumed: false },
  requests: { what: 'requests', included: 10e6, perMillion: 0.3, isAssumed: true },
  cpuMs: { what: 'CPU milliseconds', included: 30e6, perMillion: 0.02, isAssumed: true },
  queueOperations: { what: 'queue operations', included: 1e6, perMillion: 0.4, isAssumed: true },
} as const satisfies Readonly<Record<string, Price>>;

export type Used = Readonly<Record<keyof typeof PRICES, number>>;

/** Of one month; only what goes beyond the included amounts costs more than the plan. */
export function billOf(used: Used): number {
  const beyond = Object.entries(PRICES).map(([name, { included, perMillion }]) => {
    const amount = used[name as keyof Used]; // the table's own keys
    return (Math.max(0, amount - included) / 1e6) * perMillion;
  });
  return beyond.reduce((sum, dollars) => sum + dollars, PLAN_DOLLARS);
}
