import { integer } from 'drizzle-orm/sqlite-core';

/** Every instant in the store: integer milliseconds UTC, chosen once. */
export const instant = (name: string) => integer(name);
