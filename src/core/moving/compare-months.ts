// Our shadow of a month beside what the add-on billed for it: server by server, because the add-on's lines are one a
// server, and ours are up to three (its backups and its additional addresses).
import type { Outcome } from '#core/invoicing/plan-item.ts';
import type { Line } from '#core/invoicing/rate.ts';
import { isReadLine, type OldInvoice, type OldLine } from '#core/moving/old-invoice.ts';

/**
 * `equal`: no server, amount or currency apart by more than the tolerance; two empty months are equal. `not_compared`: ours
 * is not known, because the client is parked.
 */
export type ShadowVerdict = 'equal' | 'differs' | 'only_here' | 'only_there' | 'not_compared';

/** What is apart of one server or line; stable codes. Hours and tokens are shown, and only money decides. */
export type ShadowDifference = 'amount' | 'missing_here' | 'missing_there' | 'unread_line';

export interface ComparedServer {
  /** Null for a line over there that names no server we know of. */
  readonly serverId: number | null;
  readonly name: string;
  readonly here: ComparedFigures | null;
  readonly there: ComparedFigures | null;
  /** Here minus there, smallest unit. */
  readonly differenceMinor: number;
  readonly difference: ShadowDifference | null;
}

export interface ComparedFigures {
  readonly hours: number | null;
  readonly tokens: number | null;
  readonly amountMinor: number;
}

export interface ShadowComparison {
  readonly verdict: ShadowVerdict;
  /** A `ParkCode` where nothing could be compared, else empty. */
  readonly parkedFor: string;
  readonly currencyHere: string;
  /** Several, joined, where the add-on's invoices are in several. */
  readonly currencyThere: string;
  readonly currencyDiffers: boolean;
  readonly hereMinor: number;
  readonly thereMinor: number;
  readonly invoiceIds: readonly string[];
  readonly servers: readonly ComparedServer[];
}

export interface ShadowItem {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly currency: string;
  readonly lines: readonly Line[];
}

/** `toleranceMinor`: how far the money of one server may be apart and still be equal; two systems round differently. */
export function compareMonths(
  item: ShadowItem,
  invoices: readonly OldInvoice[],
  toleranceMinor: number,
): ShadowComparison {
  const there = invoices.flatMap(({ lines }) => lines);
  const currencies = [...new Set(invoices.map(({ currency }) => currency))].sort();
  const servers = compareServers(item.lines, there, toleranceMinor);
  const currencyDiffers = currencies.some((currency) => currency !== item.currency);
  return {
    verdict: verdictOf(item, invoices, servers, currencyDiffers),
    parkedFor: item.outcome === 'parked' ? item.reason : '',
    currencyHere: item.currency,
    currencyThere: currencies.join(', '),
    currencyDiffers,
    hereMinor: sumOf(item.lines),
    thereMinor: sumOf(there),
    invoiceIds: invoices.map(({ id }) => id),
    servers,
  };
}

function verdictOf(
  { outcome, lines }: ShadowItem,
  invoices: readonly OldInvoice[],
  servers: readonly ComparedServer[],
  currencyDiffers: boolean,
): ShadowVerdict {
  if (outcome === 'parked') return 'not_compared';
  if (!currencyDiffers && servers.every(({ difference }) => difference === null)) return 'equal';
  if (invoices.length === 0) return 'only_here';
  return lines.length === 0 ? 'only_there' : 'differs';
}

function compareServers(
  ours: readonly Line[],
  theirs: readonly OldLine[],
  toleranceMinor: number,
): readonly ComparedServer[] {
  const here = new Map<number, Line[]>();
  for (const line of ours) here.set(line.serverId, [...(here.get(line.serverId) ?? []), line]);
  const idsByName = uniqueIds(here);
  const there = new Map<number, OldLine[]>();
  const unread: OldLine[] = [];
  for (const line of theirs) {
    const id = line.serverId ?? idsByName.get(line.serverName);
    if (id === undefined || !isReadLine(line)) unread.push(line);
    else there.set(id, [...(there.get(id) ?? []), line]);
  }
  const ids = [...new Set([...here.keys(), ...there.keys()])].sort((a, b) => a - b);
  return [
    ...ids.map((id) => compareServer(id, here.get(id), there.get(id), toleranceMinor)),
    ...unread.map(unreadLine),
  ];
}

/** By its name a server is known only where no other one has it. */
function uniqueIds(here: ReadonlyMap<number, readonly Line[]>): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  const doubled = new Set<string>();
  for (const [id, lines] of here) {
    const name = lines[0]?.name ?? '';
    if (ids.has(name)) doubled.add(name);
    ids.set(name, id);
  }
  for (const name of doubled) ids.delete(name);
  return ids;
}

function compareServer(
  serverId: number,
  ours: readonly Line[] | undefined,
  theirs: readonly OldLine[] | undefined,
  toleranceMinor: number,
): ComparedServer {
  const here = ours ? ourFigures(ours) : null;
  const there = theirs ? theirFigures(theirs) : null;
  const differenceMinor = (here?.amountMinor ?? 0) - (there?.amountMinor ?? 0);
  const isApart = Math.abs(differenceMinor) > toleranceMinor;
  const missing = here ? 'missing_there' : 'missing_here';
  const difference = !isApart ? null : here && there ? 'amount' : missing;
  const name = ours?.[0]?.name ?? theirs?.[0]?.serverName ?? '';
  return { serverId, name, here, there, differenceMinor, difference };
}

/** Lines of one server share its hours. */
function ourFigures(lines: readonly Line[]): ComparedFigures {
  const tokens = lines.reduce((sum, line) => sum + line.tokens, 0);
  return { hours: lines[0]?.hours ?? null, tokens, amountMinor: sumOf(lines) };
}

function theirFigures(lines: readonly OldLine[]): ComparedFigures {
  return {
    hours: lines.find(({ hours }) => hours !== null)?.hours ?? null,
    tokens: lines.some(({ tokens }) => tokens !== null)
      ? lines.reduce((sum, { tokens }) => sum + (tokens ?? 0), 0)
      : null,
    amountMinor: sumOf(lines),
  };
}

/** Money that nobody can lay beside anything is a difference, however little; a line over nothing is a remark. */
function unreadLine({ text, hours, tokens, amountMinor }: OldLine): ComparedServer {
  return {
    serverId: null,
    name: text,
    here: null,
    there: { hours, tokens, amountMinor },
    differenceMinor: -amountMinor,
    difference: amountMinor === 0 ? null : 'unread_line',
  };
}

function sumOf(lines: readonly { readonly amountMinor: number }[]): number {
  return lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
