import { Hono } from 'hono';
import { InvoicePage } from '#views/pages/invoice-page.tsx';
import type { AppEnv } from './app-env.ts';
import { notFound } from './errors.tsx';
import { frameOf } from './frame.ts';
import { findInvoiceView } from './invoice-view.ts';
import { requireSignedIn } from './require-client.ts';

export const invoice = new Hono<AppEnv>().get('/invoices/:id', requireSignedIn, async (c) => {
  const view = await findInvoiceView(c, c.req.param('id'));
  if (!view) return notFound(c);
  return c.html(<InvoicePage frame={frameOf(c)} invoice={view} />);
});
