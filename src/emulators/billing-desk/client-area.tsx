/** What a signed-in client of an emulated billing system sees: their invoices, and a button that pays one. */

import { type Context, Hono } from 'hono';
import { PageFrame } from '../page-frame.tsx';
import { readForm } from '../read-form.ts';
import type { Desk, DeskInvoice } from './desk.ts';
import { isForeign } from './desk-pages.tsx';
import type { Sessions } from './sessions.ts';

export interface ClientArea {
  readonly basePath: string;
  readonly title: string;
  /** As the browser sees it, with a slash at its end: `/emulators/blesta/client/`. */
  readonly home: string;
  /** As Hono routes it. */
  readonly route: string;
  /** Paths behind `route` that show one invoice, with `:id` in them. */
  readonly invoicePaths: readonly string[];
  readonly desk: Desk;
  readonly sessions: Sessions;
  /** How a person proves who they are without single sign-on; answers the client's id or null. */
  readonly signIn: (login: string, password: string) => string | null;
}

export function clientArea(area: ClientArea): Hono {
  const { route, desk, sessions } = area;
  const routes = new Hono();
  routes.get(route, (c) => show(c, area, undefined));
  for (const path of area.invoicePaths) {
    routes.get(route + path, (c) => show(c, area, c.req.param('id')));
  }
  routes.post(`${route}sign-in`, async (c) => {
    const { login = '', password = '' } = await readForm(c);
    const clientId = area.signIn(String(login), String(password));
    if (clientId === null) return c.html(<SignIn {...area} problem="These do not match." />, 401);
    sessions.begin(c, clientId);
    return c.redirect(area.home, 303);
  });
  routes.post(`${route}sign-out`, (c) => {
    sessions.end(c);
    return c.redirect(area.home, 303);
  });
  routes.post(`${route}pay`, async (c) => {
    const { invoice = '' } = await readForm(c);
    const own = ownInvoices(area, sessions.clientId(c)).find(({ id }) => id === invoice);
    if (own === undefined || isForeign(c)) return c.html(<Missing {...area} />, 404);
    const origin = new URL(c.req.url).origin;
    const problem = await desk.act({ do: 'pay', invoice: own.id }, { origin });
    if (problem === null) return c.redirect(area.home, 303);
    return c.html(<Invoices {...area} invoices={[own]} problem={problem} />, 422);
  });
  return routes;
}

function show(c: Context, area: ClientArea, id: string | undefined): Response | Promise<Response> {
  const clientId = area.sessions.clientId(c);
  if (clientId === null) return c.html(<SignIn {...area} problem={null} />, 401);
  const own = ownInvoices(area, clientId);
  const shown = id === undefined ? own : own.filter((invoice) => invoice.id === id);
  if (id !== undefined && shown.length === 0) return c.html(<Missing {...area} />, 404);
  return c.html(<Invoices {...area} invoices={shown} problem={null} />);
}

function ownInvoices({ desk }: ClientArea, clientId: string | null): readonly DeskInvoice[] {
  if (clientId === null) return [];
  return desk.invoices().filter((invoice) => invoice.clientId === clientId);
}

interface InvoicesProps extends ClientArea {
  readonly invoices: readonly DeskInvoice[];
  readonly problem: string | null;
}

function Invoices({ basePath, title, home, invoices, problem }: InvoicesProps) {
  return (
    <PageFrame title={`${title}: client area`} basePath={basePath}>
      <h1>Your invoices</h1>
      {problem !== null && (
        <p class="error" role="alert">
          {problem}
        </p>
      )}
      {invoices.length === 0 && <p>None yet.</p>}
      {invoices.map((invoice) => (
        <section class="card" data-invoice-id={invoice.id}>
          <h2>
            {invoice.number}: {invoice.total} {invoice.currency}
          </h2>
          <p>
            {invoice.state}, due {invoice.dueOn}, still due {invoice.due} {invoice.currency}
          </p>
          <ul>
            {invoice.lines.map(({ text, quantity, price }) => (
              <li>
                {text}: {quantity} at {price}
              </li>
            ))}
          </ul>
          {invoice.isPayable && (
            <form method="post" action={`${home}pay`}>
              <input type="hidden" name="invoice" value={invoice.id} />
              <button type="submit" aria-label={`Pay ${invoice.number}`}>
                Pay
              </button>
            </form>
          )}
        </section>
      ))}
      <form method="post" action={`${home}sign-out`}>
        <button type="submit">Sign out</button>
      </form>
    </PageFrame>
  );
}

function SignIn({ basePath, title, home, problem }: ClientArea & { problem: string | null }) {
  return (
    <PageFrame title={`${title}: sign in`} basePath={basePath}>
      <h1>You are not signed in to {title}</h1>
      {problem !== null && (
        <p class="error" role="alert">
          {problem}
        </p>
      )}
      <form method="post" action={`${home}sign-in`} class="stack card">
        <label>
          E-mail or username <input name="login" required autocomplete="username" />
        </label>
        <label>
          Password{' '}
          <input type="password" name="password" required autocomplete="current-password" />
        </label>
        <button type="submit">Sign in</button>
      </form>
    </PageFrame>
  );
}

function Missing({ basePath, title, home }: ClientArea) {
  return (
    <PageFrame title={`${title}: no invoice`} basePath={basePath}>
      <h1>No such invoice</h1>
      <p class="error" role="alert">
        You have no such invoice.
      </p>
      <p>
        <a href={home}>Your invoices</a>
      </p>
    </PageFrame>
  );
}
