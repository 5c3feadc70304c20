/** An invoice as a file: what `format` asks for besides JSON. */
import { formatDecimal } from '../billing-desk/decimal.ts';
import type { Ubersmith } from './call.ts';
import { onePagePdf } from './one-page-pdf.ts';
import type { UbersmithInvoice } from './tables.ts';
import { packCost, totalsOf } from './totals.ts';

const TYPES = {
  html: 'text/html',
  csv: 'text/csv',
  xml: 'application/xml',
  pdf: 'application/pdf',
} as const;

/** Null for a format that there is not. */
export function invoiceFile(
  { tables }: Ubersmith,
  invoice: UbersmithInvoice,
  format: string,
): Response | null {
  if (!isFormat(format)) return null;
  const rows = invoice.packs.map((pack) => [pack.description, formatDecimal(packCost(pack), 2)]);
  const total = formatDecimal(totalsOf(tables, invoice).amount, 2);
  const body = render(format, invoice.id, [...rows, ['Total', total]]);
  return new Response(body, {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `inline; filename=invoice-${invoice.id}.${format}`,
    },
  });
}

function render(format: keyof typeof TYPES, id: number, rows: readonly string[][]): string {
  switch (format) {
    case 'csv':
      return rows
        .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
        .join('\n');
    case 'pdf':
      return onePagePdf([`Invoice ${id}`, ...rows.map((row) => row.join(': '))]);
    case 'html': {
      const cells = (row: string[]) => row.map((cell) => `<td>${escaped(cell)}</td>`).join('');
      const table = rows.map((row) => `<tr>${cells(row)}</tr>`).join('');
      return `<!doctype html><title>Invoice ${id}</title><table>${table}</table>`;
    }
    case 'xml': {
      const lines = rows.map(([text = '', cost]) => `<line cost="${cost}">${escaped(text)}</line>`);
      return `<?xml version="1.0"?><invoice id="${id}">${lines.join('')}</invoice>`;
    }
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function isFormat(text: string): text is keyof typeof TYPES {
  return Object.hasOwn(TYPES, text);
}
