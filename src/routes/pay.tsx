import { Hono } from 'hono';
import { isPayable } from '#core/delivery/payment.ts';
import { isId } from '#core/ids.ts';
import { payLink } from '#usecases/delivery/pay-link.ts';
import { PayPage } from '#views/pages/pay-page.tsx';
import { PayProblemPage } from '#views/pages/pay-problem-page.tsx';
import type { AppEnv } from './app-env.ts';
import { summaryOf } from './dashboard.tsx';
import { notFound } from './errors.tsx';
import { frameOf } from './frame.ts';
import { requireClient } from './require-client.ts';

/** A link in a mail leads to a button, because each click on that one signs somebody in over there. */
export const pay = new Hono<AppEnv>()
  .get('/invoices/:id/pay', requireClient, async (c) => {
    const id = c.req.param('id');
    const { store, settings } = c.env.ports;
    const invoice = isId('invoice', id)
      ? await store.invoices.ofClient(c.var.client.id, id)
      : undefined;
    if (!invoice) return notFound(c);
    if (!isPayable(invoice.payment)) return c.redirect(`/invoices/${invoice.id}`, 303);
    const { timeZone } = settings;
    return c.html(<PayPage frame={frameOf(c)} invoice={summaryOf(invoice)} timeZone={timeZone} />);
  })
  .post('/invoices/:id/pay', requireClient, async (c) => {
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
