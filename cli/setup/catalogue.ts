// Prices and terms of the deployed service against the answers: what is missing or differs, and how it is put there.
import { readFile } from 'node:fs/promises';
import { monthAfter, monthAt } from '#core/month.ts';
import type { AdminClient } from '../admin/client.ts';
import { CommandFault } from '../output/command-fault.ts';
import type { Answers } from './answers.ts';

/** One signed call, and what it does in words. */
export interface CatalogueChange {
  readonly sentence: string;
  readonly apply: () => Promise<unknown>;
}

interface PriceRow {
  readonly currency: string;
  readonly firstMonth: string;
  readonly price: string;
}
interface TermsRow {
  readonly kind: string;
  readonly version: string;
}
interface List<Row> {
  readonly data: readonly Row[];
}

export async function catalogueChanges(
  admin: AdminClient,
  answers: Answers,
): Promise<readonly CatalogueChange[]> {
  // One after the other: each read is signed anew.
  const prices = await admin.read<List<PriceRow>>('/api/v1/token-prices');
  const terms = await admin.read<List<TermsRow>>('/api/v1/terms-versions');
  return [
    ...priceChanges(admin, answers, prices.body.data),
    ...(await termsChanges(admin, answers, terms.body.data)),
  ];
}

/** A first price counts from this month on, a changed one from the next: what runs keeps its price. */
function priceChanges(
  admin: AdminClient,
  { prices, vars }: Answers,
  known: readonly PriceRow[],
): CatalogueChange[] {
  const month = monthAt(Date.now(), vars.BILLING_TIME_ZONE ?? 'UTC');
  return Object.entries(prices).flatMap(([currency, price]) => {
    const [newest] = known
      .filter((row) => row.currency === currency)
      .sort((a, b) => (a.firstMonth < b.firstMonth ? 1 : -1));
    if (newest?.price === price) return [];
    const isPriced = newest !== undefined && newest.firstMonth <= month;
    const firstMonth = isPriced ? monthAfter(month) : month;
    const was = newest ? ` (so far ${newest.price})` : '';
    return [
      {
        sentence: `A token costs ${price} ${currency} from ${firstMonth} on${was}.`,
        apply: () =>
          admin.act('/admin/token-prices', 'set_token_price', { currency, price, firstMonth }),
      },
    ];
  });
}

async function termsChanges(
  admin: AdminClient,
  { terms }: Answers,
  known: readonly TermsRow[],
): Promise<readonly CatalogueChange[]> {
  const changes: CatalogueChange[] = [];
  for (const [kind, { version, file, url = '' }] of Object.entries(terms)) {
    if (known.some((row) => row.kind === kind && row.version === version)) continue;
    const text = file === undefined ? '' : await readTerms(file);
    const already = known.some((row) => row.kind === kind);
    const asked = already ? ' Clients are asked to accept it.' : '';
    changes.push({
      sentence: `Version ${version} of ${kind} is published from ${file ?? url}.${asked}`,
      apply: () =>
        admin.act('/admin/terms-versions', 'publish_terms', { kind, version, text, url }),
    });
  }
  return changes;
}

async function readTerms(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new CommandFault(`The file ${file} cannot be read.`);
  }
}
