/** The emulator's own view of everything, and buttons for what an administrator would do. */

import { type Context, Hono } from 'hono';
import { PageFrame } from '../../page-frame.tsx';
import { readForm } from '../../read-form.ts';
import type { CallLog } from '../api/call-log.ts';
import { act, actSchema } from '../control/acts.ts';
import type { Installation } from '../installation.ts';
import { deliverSignals } from '../signals.ts';
import { InvoiceView, invoiceTitle } from './invoice-view.tsx';
import { MessagePage } from './message-page.tsx';
import { OverviewPage } from './overview-page.tsx';

export interface OverviewParts {
  readonly installation: Installation;
  readonly callLog: CallLog;
  readonly basePath: string;
}

const INVOICE_BUTTONS = [
  ['pay-invoice', 'Mark paid'],
  ['unpay-invoice', 'Mark unpaid'],
  ['refund-invoice', 'Refund'],
  ['cancel-invoice', 'Cancel'],
  ['delete-invoice', 'Delete'],
] as const;

export function overviewRoutes({ installation, callLog, basePath }: OverviewParts): Hono {
  const root = installation.webRoot;
  const routes = new Hono();
  routes.get('/whmcs', (c) => c.redirect(`${root}/`));
  routes.get('/whmcs/', (c) => {
    const writes = callLog.entries().filter(({ isWrite }) => isWrite);
    return c.html(
      <OverviewPage basePath={basePath} tables={installation.tables} writes={writes} />,
    );
  });

  routes.get('/whmcs/overview/invoices/:id', (c) => {
    const invoice = installation.tables.invoices.get(Number(c.req.param('id')));
    const client = installation.tables.clients.get(invoice?.clientId ?? 0);
    if (invoice === undefined || client === undefined) return missing(c, basePath);
    return c.html(
      <PageFrame title={invoiceTitle(invoice)} basePath={basePath}>
        <h1>{invoiceTitle(invoice)}</h1>
        <InvoiceView installation={installation} invoice={invoice} client={client} />
        <form method="post" class="row">
          {INVOICE_BUTTONS.map(([action, label]) => (
            <button type="submit" name="do" value={action}>
              {label}
            </button>
          ))}
        </form>
        <p>
          <a href={`${root}/`}>All invoices</a>
        </p>
      </PageFrame>,
    );
  });

  routes.post('/whmcs/overview/:kind{invoices|clients}/:id', async (c) => {
    const form = await readForm(c);
    const key = c.req.param('kind') === 'invoices' ? 'invoiceId' : 'clientId';
    const isCurrency = form.do === 'change-currency';
    const asked = actSchema.safeParse({
      do: form.do,
      [key]: Number(c.req.param('id')),
      ...(isCurrency ? { code: form.code } : {}),
    });
    const problem = asked.success ? act(installation, asked.data) : 'That cannot be done here.';
    if (problem !== null) {
      return c.html(<MessagePage title="Not done" message={problem} basePath={basePath} />, 422);
    }
    await deliverSignals(installation, new URL(c.req.url).origin);
    return c.redirect(`${root}/`, 303);
  });
  return routes;
}

function missing(c: Context, basePath: string) {
  const message = 'There is no such invoice. Perhaps it was deleted.';
  return c.html(<MessagePage title="No invoice" message={message} basePath={basePath} />, 404);
}
