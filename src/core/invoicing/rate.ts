import { priceTokens, type TokenPrice } from '#core/money.ts';
import type { ServerUsage } from '#core/usage/usage.ts';

/** In the order in which they stand on an invoice. */
export type LineKind = 'server' | 'backup' | 'additional_ip';

/** One resource on an invoice. */
export interface Line {
  readonly kind: LineKind;
  readonly serverId: number;
  readonly name: string;
  readonly hours: number;
  readonly tokens: number;
  /** In the invoice's currency, smallest unit, rounded once here. */
  readonly amountMinor: number;
}

export interface Rated {
  readonly lines: readonly Line[];
  /** Sum of the rounded lines, never a rounded sum. */
  readonly totalMinor: number;
  readonly tokens: number;
}

/**
 * Usage times price: a line per server and, where it has any, one for its backups and one for its additional
 * addresses, in order of server id.
 * The same function makes today's estimate and the invoice on the 1st. Tokens arrive capped; no cap here.
 */
export function rate(servers: readonly ServerUsage[], price: TokenPrice): Rated {
  const lines: Line[] = [];
  const ordered = [...servers].sort((a, b) => a.serverId - b.serverId);
  for (const { serverId, name, hours, tokens, backupTokens, ipTokens = 0 } of ordered) {
    if (tokens > 0) lines.push(line('server', serverId, name, hours, tokens, price));
    if (backupTokens > 0) lines.push(line('backup', serverId, name, hours, backupTokens, price));
    if (ipTokens > 0) lines.push(line('additional_ip', serverId, name, hours, ipTokens, price));
  }
  return {
    lines,
    totalMinor: lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    tokens: lines.reduce((sum, { tokens }) => sum + tokens, 0),
  };
}

function line(
  kind: LineKind,
  serverId: number,
  name: string,
  hours: number,
  tokens: number,
  price: TokenPrice,
): Line {
  const { amountMinor } = priceTokens(tokens, price);
  return { kind, serverId, name, hours, tokens, amountMinor };
}
