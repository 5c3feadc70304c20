import { Hono } from 'hono';
import { isId } from '#core/ids.ts';
import { payLink } from '#usecases/delivery/pay-link.ts';
import { PayPage } from '#views/pages/pay-page.tsx';
import { PayProblemPage } from '#views/pages/pay-problem-page.tsx';
import type { AppEnv } from './app-env.ts';
import { notFound } from './errors.tsx';
import { frameOf } from './frame.ts';
import { findInvoiceView } from './invoice-view.ts';
import { requireSignedIn } from './require-client.ts';

/** A link in a mail leads to a button, because each click on that one signs somebody in over there. */
export const pay = new Hono<AppEnv>()
  .get('/invoices/:id/pay', requireSignedIn, async (c) => {
    const invoice = await findInvoiceView(c, c.req.param('id'));
    if (!invoice) return notFound(c);
    if (!invoice.isPayable) return c.redirect(`/invoices/${invoice.id}`, 303);
    return c.html(<PayPage frame={frameOf(c)} invoice={invoice} />);
  })
  .post('/invoices/:id/pay', requireSignedIn, async (c) => {
    const id = c.req.param('id');
    if (!isId('invoice', id)) return notFound(c);
    const link = await payLink(c.env.ports, c.var.client, id);
    if (link.ok) return c.redirect(link.value, 303);
    switch (link.error.reason) {
      case 'invoice_unknown':
        return notFound(c);
      case 'nothing_to_pay':
        return c.redirect(`/invoices/${id}`, 303);
      case 'billing_unavailable':
        return c.html(<PayProblemPage frame={frameOf(c)} invoiceId={id} />, 503);
    }
  });
