import { Hono } from 'hono';
import { isId } from '#core/ids.ts';
import { InvoicePage } from '#views/pages/invoice-page.tsx';
import type { AppEnv } from './app-env.ts';
import { summaryOf } from './dashboard.tsx';
import { notFound } from './errors.tsx';
import { frameOf } from './frame.ts';
import { requireClient } from './require-client.ts';

export const invoice = new Hono<AppEnv>().get('/invoices/:id', requireClient, async (c) => {
  const id = c.req.param('id');
  const { store, settings } = c.env.ports;
  // Somebody else's invoice is answered like one that does not exist.
  const found = isId('invoice', id)
    ? await store.invoices.ofClient(c.var.client.id, id)
    : undefined;
  if (!found) return notFound(c);
  const { seller, client, tokenPrice, lines, itemHash } = found;
  const { timeZone } = settings;
  const view = { ...summaryOf(found), seller, client, tokenPrice, lines, itemHash, timeZone };
  return c.html(<InvoicePage frame={frameOf(c)} invoice={view} />);
});
