/** The client area: home, an invoice, and its payment. */
import { type Context, Hono } from 'hono';
import { clientsOf } from '../clients/clients.ts';
import { pay } from '../control/acts.ts';
import type { Client, Installation, Invoice } from '../installation.ts';
import { balanceMinor } from '../invoices/invoices.ts';
import { currencyOf } from '../settings/catalogue.ts';
import { deliverSignals } from '../signals.ts';
import { ClientHomePage } from './client-home-page.tsx';
import { ClientInvoicePage } from './client-invoice-page.tsx';
import { MessagePage } from './message-page.tsx';
import { panelUrlFor } from './panel-url.ts';
import { lookAtClient, signedInClient, signedInUser } from './sessions.ts';
import { SignInPage } from './sign-in-page.tsx';

export function clientAreaRoutes(installation: Installation, basePath: string): Hono {
  const { webRoot } = installation;
  const routes = new Hono();

  routes.get('/whmcs/clientarea.php', async (c) => {
    const wanted = Number(c.req.query('client') ?? '');
    if (wanted > 0) lookAtClient(c, installation, wanted);
    const client = signedInClient(c, installation);
    if (client === null) return signInFirst(c, basePath);
    const panelUrl = await panelUrlFor(installation, client, new URL(c.req.url).origin);
    const user = signedInUser(c, installation);
    return c.html(
      <ClientHomePage
        basePath={basePath}
        client={client}
        currencyCode={currencyOf(installation.tables.catalogue, client.currencyId).code}
        others={clientsOf(installation, user?.id ?? 0).filter(({ id }) => id !== client.id)}
        invoices={visibleInvoices(installation, client)}
        panelUrl={panelUrl}
      />,
    );
  });

  routes.on(['GET', 'POST'], '/whmcs/viewinvoice.php', async (c) => {
    const client = signedInClient(c, installation);
    if (client === null) return signInFirst(c, basePath);
    const id = Number(c.req.query('id') ?? '');
    const invoice = visibleInvoices(installation, client).find((one) => one.id === id);
    if (invoice === undefined) {
      const message = 'You have no such invoice.';
      return c.html(<MessagePage title="No invoice" message={message} basePath={basePath} />, 404);
    }
    if (c.req.method === 'POST' && invoice.status === 'Unpaid') {
      pay(installation, invoice, Math.max(balanceMinor(installation, invoice), 0));
      await deliverSignals(installation, new URL(c.req.url).origin);
      return c.redirect(`${webRoot}/viewinvoice.php?id=${invoice.id}`, 303);
    }
    return c.html(<ClientInvoicePage {...{ installation, basePath, client, invoice }} />);
  });
  return routes;
}

/** Drafts are invisible to the client. */
function visibleInvoices(installation: Installation, client: Client): Invoice[] {
  return [...installation.tables.invoices.values()]
    .filter((invoice) => invoice.clientId === client.id && invoice.status !== 'Draft')
    .toReversed();
}

function signInFirst(c: Context, basePath: string) {
  const { pathname, search } = new URL(c.req.url);
  const next = `${pathname.slice(pathname.lastIndexOf('/') + 1)}${search}`;
  return c.html(<SignInPage basePath={basePath} email="" error={null} next={next} />, 401);
}
