import { Hono } from 'hono';
import { isId } from '#core/ids.ts';
import type { InvoiceFile } from '#core/invoicing/invoice-file.ts';
import { invoiceFile } from '#usecases/invoicing/invoice-file.ts';
import type { AppContext, AppEnv } from './app-env.ts';
import { notFound } from './errors.tsx';
import { requireSignedIn } from './require-client.ts';

/** An invoice as the file that `npx postmeter verify` recomputes; stands before the page, whose path would match as well. */
export const invoiceFileDownload = new Hono<AppEnv>().get(
  '/invoices/:file{.+\\.json}',
  requireSignedIn,
  async (c) => {
    const id = c.req.param('file').replace(/\.json$/, '');
    const file = isId('invoice', id)
      ? await invoiceFile(c.env.ports, id, c.var.client.id)
      : undefined;
    return file ? fileAnswer(c, file) : notFound(c);
  },
);

/** A verification file as a download. */
export function fileAnswer(c: AppContext, file: InvoiceFile): Response {
  return c.body(`${JSON.stringify(file, null, 2)}\n`, 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="${file.invoice.number}.json"`,
  });
}
