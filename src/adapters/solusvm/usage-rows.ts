// By hand instead of zod, because a run reads one report a client: 0.2 against 3.6 microseconds for five servers in workerd.
import type { ServerUsage } from '#core/usage/usage.ts';

/** Names of the report's fields in a panel's JSON. The vendor does not document them. */
export interface UsageFields {
  /** Empty where the report does not say whose a row is. */
  readonly userId: string;
  readonly serverId: string;
  readonly name: string;
  readonly hours: string;
  readonly tokens: string;
  /** Empty where the report has no backups, or counts them in `tokens`. */
  readonly backupTokens: string;
}

/** Undefined as soon as one row is not complete: a report is believed as a whole or not at all. */
export function readUsageRows(
  rows: readonly unknown[],
  fields: UsageFields,
): readonly ServerUsage[] | undefined {
  const servers: ServerUsage[] = [];
  for (const row of rows) {
    const server = readRow(row, fields);
    if (!server) return undefined;
    servers.push(server);
  }
  return servers;
}

/** Whose each row is; undefined as soon as one does not say. */
export function readUserIds(
  rows: readonly unknown[],
  { userId }: UsageFields,
): readonly number[] | undefined {
  const ids: number[] = [];
  for (const row of rows) {
    const id = readCount((row as Record<string, unknown> | null)?.[userId]); // anything else reads as undefined
    if (id === undefined) return undefined;
    ids.push(id);
  }
  return ids;
}

function readRow(row: unknown, fields: UsageFields): ServerUsage | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  const values = row as Record<string, unknown>; // any object may be read by name
  const serverId = readCount(values[fields.serverId]);
  const name = values[fields.name];
  const hours = readCount(values[fields.hours]);
  const tokens = readCount(values[fields.tokens]);
  const backupTokens = fields.backupTokens === '' ? 0 : readCount(values[fields.backupTokens]);
  if (serverId === undefined || serverId === 0 || typeof name !== 'string') return undefined;
  if (hours === undefined || tokens === undefined || backupTokens === undefined) return undefined;
  return { serverId, name, hours, tokens, backupTokens };
}

/** A non-negative integer, as a number or as plain digits. */
function readCount(value: unknown): number | undefined {
  if (typeof value === 'string' && /^\d{1,16}$/.test(value)) return readCount(Number(value));
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
}
