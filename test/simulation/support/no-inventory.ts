import type { ServerInventory } from '#ports/server-inventory.ts';

const never = async (): Promise<never> => {
  throw new Error('nobody meters in this world');
};

/** The panel's servers, where usage comes from the report. */
export const noInventory: ServerInventory = {
  plans: never,
  serverPage: never,
  server: never,
  newestEntry: never,
  entriesAfter: never,
};
