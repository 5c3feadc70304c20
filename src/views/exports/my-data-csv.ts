// What a client takes along, as tables for spreadsheets. The JSON beside them has everything; these have what people
// look at in rows.
import { type Cell, csvRow } from '#core/csv-row.ts';

interface Document {
  readonly number: string;
  readonly kind: string;
  readonly month: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly tokenPrice: string;
  readonly issuedAt: string;
  readonly dueAt: string;
  readonly lines: readonly Line[];
}

interface Line {
  readonly kind: string;
  readonly serverId: number;
  readonly name: string;
  readonly hours: number;
  readonly tokens: number;
  readonly amountMinor: number;
}

interface MyDataTables {
  readonly documents: readonly Document[];
  readonly termsAccepted: readonly {
    readonly kind: string;
    readonly version: string;
    readonly hash: string;
    readonly acceptedAt: string;
    readonly ip: string;
    readonly userAgent: string;
  }[];
  readonly events: readonly { readonly at: string; readonly by: string; readonly event: string }[];
}

/** By file name. Amounts are integers in the currency's smallest unit, as the heading says. */
export function myDataCsv(data: MyDataTables): Readonly<Record<string, string>> {
  return {
    'invoices.csv': table(
      ['number', 'kind', 'month', 'currency', 'total_minor', 'token_price', 'issued', 'due'],
      data.documents.map((d) => [
        d.number,
        d.kind,
        d.month,
        d.currency,
        d.totalMinor,
        { decimal: d.tokenPrice },
        d.issuedAt,
        d.dueAt,
      ]),
    ),
    'invoice-lines.csv': table(
      ['number', 'month', 'server_id', 'server', 'kind', 'hours', 'tokens', 'amount_minor'],
      data.documents.flatMap(({ number, month, lines }) =>
        lines.map((line) => [
          number,
          month,
          line.serverId,
          line.name,
          line.kind,
          line.hours,
          line.tokens,
          line.amountMinor,
        ]),
      ),
    ),
    'terms-accepted.csv': table(
      ['kind', 'version', 'sha256', 'accepted', 'ip', 'user_agent'],
      data.termsAccepted.map((t) => [t.kind, t.version, t.hash, t.acceptedAt, t.ip, t.userAgent]),
    ),
    'events.csv': table(
      ['at', 'by', 'event'],
      data.events.map(({ at, by, event }) => [at, by, event]),
    ),
  };
}

function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [head, ...rows].map(csvRow).join('');
}
