import { Hono } from 'hono';
import type { Language } from '#views/languages.ts';
import type { InvoiceView } from '#views/pages/invoice-page.tsx';
import { invoiceSheet } from '#views/sheets/invoice-sheet.ts';
import type { AppContext, AppEnv } from './app-env.ts';
import { notFound } from './errors.tsx';
import { findInvoiceView } from './invoice-view.ts';
import { languageOfRequest } from './language.ts';
import { requireSignedIn } from './require-client.ts';

/** An invoice as a PDF in the reader's language; stands before the page, whose path would match as well. */
export const invoicePdf = new Hono<AppEnv>().get(
  '/invoices/:file{.+\\.pdf}',
  requireSignedIn,
  async (c) => {
    const view = await findInvoiceView(c, c.req.param('file').replace(/\.pdf$/, ''));
    return view ? pdfAnswer(c, view, languageOfRequest(c)) : notFound(c);
  },
);

/** The print of a document as a download. */
export async function pdfAnswer(
  c: AppContext,
  view: InvoiceView,
  language: Language,
): Promise<Response> {
  const pdf = await c.env.ports.typesetter.typeset(invoiceSheet(view, language));
  if (!pdf.ok) {
    c.env.ports.log.error('pdf_not_made', { reason: pdf.error });
    return c.text(language.texts.invoice.noPdf, 503);
  }
  return c.body(pdf.value, 200, {
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="${view.number}.pdf"`,
  });
}
