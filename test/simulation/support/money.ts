// What a month costs, worked out by the simulation's own arithmetic: whole numbers of any size, nothing of core.

export interface ModelServer {
  readonly serverId: number;
  readonly name: string;
  readonly hours: number;
  readonly tokens: number;
  readonly backupTokens: number;
}

export interface ModelLine {
  readonly kind: 'server' | 'backup';
  readonly serverId: number;
  readonly hours: number;
  readonly tokens: number;
  readonly amountMinor: number;
}

/** ISO 4217, of the currencies that simulated worlds use. */
const DIGITS: Readonly<Record<string, number>> = { USD: 2, EUR: 2, JPY: 0, BHD: 3 };

export function expectedLines(
  servers: readonly ModelServer[],
  price: string,
  currency: string,
): ModelLine[] {
  const lines: ModelLine[] = [];
  for (const server of [...servers].sort((a, b) => a.serverId - b.serverId)) {
    const { serverId, hours } = server;
    for (const [kind, tokens] of [
      ['server', server.tokens],
      ['backup', server.backupTokens],
    ] as const) {
      if (tokens === 0) continue;
      lines.push({ kind, serverId, hours, tokens, amountMinor: cost(tokens, price, currency) });
    }
  }
  return lines;
}

export function sumOf(lines: readonly { readonly amountMinor: number }[]): number {
  return Number(lines.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n));
}

/** Tokens times price in the smallest unit, halves away from zero; nothing is negative here. */
function cost(tokens: number, price: string, currency: string): number {
  const [whole = '0', fraction = ''] = price.split('.');
  const digits = DIGITS[currency];
  if (digits === undefined) throw new Error(`no digits for ${currency}`);
  const exact = BigInt(tokens) * BigInt(whole + fraction) * 10n ** BigInt(digits);
  const divisor = 10n ** BigInt(fraction.length);
  return Number((2n * exact + divisor) / (2n * divisor));
}
