// A month that is invoiced is corrected by difference: what the usage says now, less what all documents of the month
// billed. Re-running never makes a second invoice.
import type { Line, LineKind } from '#core/invoicing/rate.ts';

/** Kinds of documents of a client and month. A credit note has a negative total. */
export type DocumentKind = 'invoice' | 'supplement' | 'credit_note';

export interface Correction {
  readonly kind: Exclude<DocumentKind, 'invoice'>;
  /** Differences: hours, tokens and amounts may be negative. */
  readonly lines: readonly Line[];
  readonly totalMinor: number;
}

/**
 * The difference between what was billed (lines of every document of the month) and what is due, or nothing where the
 * money is the same. Adding the correction to what was billed gives exactly what is due.
 */
export function correct(billed: readonly Line[], due: readonly Line[]): Correction | undefined {
  const differences = new Map<string, Line>();
  for (const line of due) add(differences, line, 1);
  for (const line of billed) add(differences, line, -1);
  const lines = [...differences.values()]
    .filter(({ amountMinor, tokens }) => amountMinor !== 0 || tokens !== 0)
    .sort((a, b) => a.serverId - b.serverId || ORDER[a.kind] - ORDER[b.kind]);
  const totalMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (totalMinor === 0) return undefined;
  return { kind: totalMinor > 0 ? 'supplement' : 'credit_note', lines, totalMinor };
}

/** A server stands before its backups, and they before its addresses. */
const ORDER: Readonly<Record<LineKind, number>> = { server: 0, backup: 1, additional_ip: 2 };

function add(differences: Map<string, Line>, line: Line, sign: 1 | -1): void {
  const key = `${line.serverId}:${line.kind}`;
  const before = differences.get(key) ?? { ...line, hours: 0, tokens: 0, amountMinor: 0 };
  differences.set(key, {
    ...before,
    hours: before.hours + sign * line.hours,
    tokens: before.tokens + sign * line.tokens,
    amountMinor: before.amountMinor + sign * line.amountMinor,
  });
}
