import { Hono } from 'hono';
import { invoiceCsv as csvOf } from '#views/exports/invoice-csv.ts';
import type { AppEnv } from './app-env.ts';
import { notFound } from './errors.tsx';
import { findInvoiceView } from './invoice-view.ts';
import { requireSignedIn } from './require-client.ts';

/** An invoice by resource, for spreadsheets; stands before the page, whose path would match as well. */
export const invoiceCsv = new Hono<AppEnv>().get(
  '/invoices/:file{.+\\.csv}',
  requireSignedIn,
  async (c) => {
    const view = await findInvoiceView(c, c.req.param('file').replace(/\.csv$/, ''));
    if (!view) return notFound(c);
    return c.body(csvOf(view), 200, {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${view.number}.csv"`,
    });
  },
);
