import { Hono } from 'hono';
import { isId } from '#core/ids.ts';
import { invoiceFile } from '#usecases/invoicing/invoice-file.ts';
import { DocumentPage } from '#views/admin/document-page.tsx';
import { ENGLISH } from '#views/languages.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import { fileAnswer } from '../invoice-file.ts';
import { pdfAnswer } from '../invoice-pdf.ts';
import { viewOf } from '../invoice-view.ts';
import { adminFrameOf } from './admin-frame.ts';
import { refuse } from './refuse.tsx';
import { requireOperator } from './require-operator.ts';

const read = requireOperator('read');

/** One document and its files; the files stand before the page, whose path would match as well. */
export const adminDocument = new Hono<AppEnv>()
  .get('/admin/documents/:file{.+\\.pdf}', read, async (c) => {
    const invoice = await findInvoice(c, c.req.param('file').replace(/\.pdf$/, ''));
    if (!invoice) return refuse(c, 'invoice_unknown');
    const { settings, clock } = c.env.ports;
    return pdfAnswer(c, viewOf(invoice, settings, clock.nowMs()), ENGLISH);
  })
  .get('/admin/documents/:file{.+\\.json}', read, async (c) => {
    const id = c.req.param('file').replace(/\.json$/, '');
    const file = isId('invoice', id) ? await invoiceFile(c.env.ports, id) : undefined;
    return file ? fileAnswer(c, file) : refuse(c, 'invoice_unknown');
  })
  .get('/admin/documents/:id', read, async (c) => {
    const { store, clock, billing, settings } = c.env.ports;
    const invoice = await findInvoice(c, c.req.param('id'));
    if (!invoice) return refuse(c, 'invoice_unknown');
    const { id, clientId, runId } = invoice;
    const { name: system, external } = billing.capabilities;
    const { delivery } = await store.deliveries.start(id, clientId, system);
    return c.html(
      <DocumentPage
        frame={adminFrameOf(c)}
        document={{ ...viewOf(invoice, settings, clock.nowMs()), clientId, runId }}
        delivery={{
          system,
          phase: delivery?.journal.phase ?? 'none',
          problem: delivery?.problem ?? '',
          documentId: delivery?.journal.documentId ?? '',
          inDoubtSinceMs: delivery?.inDoubtSinceMs ?? 0,
        }}
        recordsPayments={!external}
        did={c.req.query('did') ?? ''}
      />,
    );
  });

function findInvoice(c: AppContext, id: string) {
  return isId('invoice', id) ? c.env.ports.store.invoices.byId(id) : undefined;
}
