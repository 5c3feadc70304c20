import { referenceOf, referenceSeed } from '#core/delivery/reference.ts';
import type { Line, LineKind } from '#core/invoicing/rate.ts';
import { dateAt } from '#core/month.ts';
import type { DeliveredDocument, DeliveredLine } from '#ports/billing-system.ts';
import type { Invoice } from '#ports/invoice-reads.ts';
import type { Ports } from '#ports/ports.ts';

/** An issued document as the billing system gets it. The same invoice gives the same reference, keys and texts every time. */
export async function deliveredDocument(
  { secrets, settings }: Pick<Ports, 'secrets' | 'settings'>,
  invoice: Invoice,
): Promise<DeliveredDocument> {
  const { origin } = settings;
  const { clientId, month, sequence, currency, totalMinor, kind, number, timeZone } = invoice;
  const seed = referenceSeed(origin, clientId, month, sequence);
  return {
    reference: referenceOf(await secrets.digest(seed)),
    number,
    kind,
    month,
    currency,
    issuedOn: dateAt(invoice.issuedAtMs, timeZone),
    dueOn: dateAt(invoice.dueAtMs, timeZone),
    lines: invoice.lines.map((line) => deliveredLine(invoice, line)),
    totalMinor,
  };
}

/** By which the lines of one server are told apart. */
const MARKS: Readonly<Record<LineKind, { readonly key: string; readonly before: string }>> = {
  server: { key: 's', before: '' },
  backup: { key: 'b', before: 'Backups of ' },
  additional_ip: { key: 'i', before: 'Additional addresses of ' },
};

/** Hours, tokens and price stand in the text, because quantity is 1 everywhere; with the server's id no two are equal. */
function deliveredLine({ month, tokenPrice }: Invoice, line: Line): DeliveredLine {
  const { kind, serverId, name, hours, tokens, amountMinor } = line;
  return {
    key: `${serverId}${MARKS[kind].key}`,
    text: `${MARKS[kind].before}${oneLine(name)} (#${serverId}) ${month}: ${hours} h, ${tokens} tokens x ${tokenPrice}`,
    amountMinor,
  };
}

/** Without what ends a line or shows as nothing: their systems trim, and a text that changes is no longer ours. */
function oneLine(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Zs}]+/gu, ' ').trim() || 'server';
}
