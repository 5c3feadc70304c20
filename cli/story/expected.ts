// What an invoice must say, worked out again from the panel's published prices and the servers' lifetimes. It shares
// no code with the service or the emulator: two mistakes would have to agree.

export interface PlanPrice {
  readonly name: string;
  readonly tokensPerHour: number;
  /** The cap of a month; 0 means none. */
  readonly tokensPerMonth: number;
  readonly backupPercent: number;
}

export interface Lifetime {
  readonly name: string;
  readonly plan: PlanPrice;
  readonly createdAtMs: number;
  readonly deletedAtMs?: number | undefined;
  readonly backups: boolean;
}

export interface ExpectedLine {
  readonly kind: 'server' | 'backup';
  readonly name: string;
  readonly hours: number;
  readonly tokens: number;
  readonly amountMinor: number;
}

const MS_PER_HOUR = 3_600_000;

/** Lines in the order of `servers`; a server that was not there in the month has none. */
export function expectedLines(
  servers: readonly Lifetime[],
  month: string,
  tokenPrice: string,
): readonly ExpectedLine[] {
  const [startMs, endMs] = boundsOf(month);
  return servers.flatMap((server): ExpectedLine[] => {
    const { name, plan, backups } = server;
    const fromMs = Math.max(startMs, server.createdAtMs);
    const toMs = Math.min(endMs, server.deletedAtMs ?? endMs);
    if (toMs <= fromMs) return [];
    const hours = Math.ceil((toMs - fromMs) / MS_PER_HOUR);
    const uncapped = hours * plan.tokensPerHour;
    const tokens = plan.tokensPerMonth > 0 ? Math.min(uncapped, plan.tokensPerMonth) : uncapped;
    const backupTokens = backups ? Math.round((tokens * plan.backupPercent) / 100) : 0;
    const line = (kind: ExpectedLine['kind'], count: number): ExpectedLine => ({
      kind,
      name,
      hours,
      tokens: count,
      amountMinor: cents(count, tokenPrice),
    });
    const lines = [line('server', tokens)];
    return backupTokens > 0 ? [...lines, line('backup', backupTokens)] : lines;
  });
}

export function totalOf(lines: readonly { readonly amountMinor: number }[]): number {
  return lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** Tokens times price in cents, half a cent up; in whole numbers, so that nothing is lost on the way. */
function cents(tokens: number, tokenPrice: string): number {
  const [whole = '0', fraction = ''] = tokenPrice.split('.');
  const unit = 10n ** BigInt(fraction.length);
  const exact = BigInt(tokens) * BigInt(whole + fraction) * 100n;
  return Number((2n * exact + unit) / (2n * unit));
}

/** A calendar month in UTC, half open. */
function boundsOf(month: string): [number, number] {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return [Date.UTC(year, number - 1), Date.UTC(year, number)];
}
