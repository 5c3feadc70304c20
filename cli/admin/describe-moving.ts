import { type CurrencyCode, decimalText } from '#core/money.ts';
import { table } from '../output/table.ts';
import type {
  CutOverJson,
  ImportCountJson,
  ImportItemJson,
  ImportJson,
  MovedClientJson,
  ShadowJson,
} from './moving.ts';

/** A dry run as somebody decides by it: how many, and why the others are left alone. */
export function describeImport(one: ImportJson): string {
  const rows = one.counts.map((row) => [
    outcomeText(row),
    row.count,
    row.why ?? (row.outcome === 'already_here' ? 'Nothing is done.' : ''),
  ]);
  return [
    table(
      [
        { title: 'Panel users, by what becomes of them' },
        { title: 'Users', align: 'right' },
        { title: 'Why' },
      ],
      rows,
    ),
    ...(one.manifest === '' ? [] : [`Manifest ${one.manifest}`]),
  ].join('\n\n');
}

function outcomeText({ outcome, reason }: Pick<ImportCountJson, 'outcome' | 'reason'>): string {
  if (outcome === 'import') return 'to import';
  if (outcome === 'already_here') return 'already here';
  return `left alone: ${reason}`;
}

/** One panel user each. */
export function describeItems(items: readonly ImportItemJson[]): string {
  return table(
    [
      { title: 'Panel user', align: 'right' },
      { title: 'Address' },
      { title: 'Their id', align: 'right' },
      { title: 'What becomes of it' },
    ],
    items.map(({ panelUserId, email, billingUserId, outcome, reason }) => [
      panelUserId,
      email,
      billingUserId ?? '',
      outcomeText({ outcome: outcome ?? '', reason }),
    ]),
  );
}

export function importedClients({ counts }: ImportJson): number {
  return counts.reduce((sum, { imported }) => sum + imported, 0);
}

export function clientsToImport({ counts }: ImportJson): number {
  return counts.find(({ outcome }) => outcome === 'import')?.count ?? 0;
}

/** Totals of a shadow month by verdict and currency. */
export function describeShadow({ month, sums, progress, toleranceMinor }: ShadowJson): string {
  if (sums.length === 0)
    return `Nobody's ${month} is the add-on's to bill: there is nothing to compare.`;
  const rows = sums.map(
    ({ verdict, currency, clients, thereMinor, hereMinor, differenceMinor }) => [
      verdict.replace('_', ' '),
      clients,
      currency,
      ...[thereMinor, hereMinor, differenceMinor].map((amountMinor) =>
        decimalText({ currency: currency as CurrencyCode, amountMinor }),
      ),
    ],
  );
  return [
    table(
      [
        { title: `Shadow of ${month}` },
        { title: 'Clients', align: 'right' },
        { title: '' },
        { title: 'There', align: 'right' },
        { title: 'Here', align: 'right' },
        { title: 'Difference', align: 'right' },
      ],
      rows,
    ),
    `${progress.compared} of ${progress.clients} clients compared; a server is equal up to ${toleranceMinor} of the smallest unit. Nothing was issued or delivered.`,
  ].join('\n\n');
}

export function describeMoved(clients: readonly MovedClientJson[]): string {
  return table(
    [
      { title: 'Client' },
      { title: 'Address' },
      { title: 'Their id', align: 'right' },
      { title: 'Billed here from' },
      { title: 'Terms' },
      { title: 'Invited' },
    ],
    clients.map((one) => [
      one.clientId,
      one.clientEmail,
      one.billingUserId,
      one.billedFrom ?? 'the add-on bills',
      one.termsAccepted ? 'accepted' : 'not yet',
      one.invitedAt?.slice(0, 10) ?? 'no',
    ]),
  );
}

/** How many changed, and who did not and why. */
export function describeCutOver({ clients }: CutOverJson): string {
  const changed = clients.filter(({ outcome }) => outcome === 'changed').length;
  const others = clients.filter(({ outcome }) => outcome !== 'changed');
  const head = `${changed} of ${clients.length} clients changed.`;
  if (others.length === 0) return head;
  const rows = others.map(({ clientId, outcome }) => [clientId, WHY[outcome] ?? outcome]);
  return `${head}\n\n${table([{ title: 'Not changed' }, { title: 'Why' }], rows)}`;
}

const WHY: Readonly<Record<string, string>> = {
  unchanged: 'It was so already.',
  not_imported: 'Nobody who was imported has this id.',
  not_enrolled: 'The account is not enrolled any more.',
  cut_over_already: 'Cut over from another month: take the client back first.',
  terms_not_accepted: 'The terms here are not accepted yet (CUT_OVER_NEEDS_TERMS).',
  shadow_not_equal: 'The shadow month was not equal.',
  billed_here: 'A month that was ours is billed: correct it here.',
};
