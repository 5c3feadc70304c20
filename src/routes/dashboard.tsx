import { Hono } from 'hono';
import type { TermsKind } from '#core/enrolment/terms.ts';
import { enrolClient } from '#usecases/enrolment/enrol-client.ts';
import { DashboardPage } from '#views/pages/dashboard-page.tsx';
import type { AppContext, AppEnv } from './app-env.ts';
import { closingOf } from './closing-of.ts';
import { readAcceptances, readAll, readWitness } from './forms.ts';
import { frameOf } from './frame.ts';
import { summaryOf } from './invoice-summary.ts';
import { nextInvoice } from './next-invoice.ts';
import { requireClient } from './require-client.ts';
import { usageInTime } from './usage.tsx';

const INVOICES_SHOWN = 6;

export const dashboard = new Hono<AppEnv>()
  .get('/dashboard', requireClient, (c) => dashboardPage(c, [], 200))
  .post('/enrol', requireClient, async (c) => {
    const { client } = c.var;
    const accepted = readAcceptances(await readAll(c, 'accept'));
    const result = await enrolClient(c.env.ports, { client, accepted, ...readWitness(c) });
    if (result.ok) return c.redirect('/ready', 303);
    switch (result.error.reason) {
      case 'terms_missing':
        return dashboardPage(c, result.error.kinds, 422);
      case 'terms_not_published':
        c.env.ports.log.error('terms_not_published');
        return dashboardPage(c, [], 503);
      case 'already_under_way':
        return c.redirect('/dashboard', 303);
    }
  })
  // A page that a form answered with stands at its address, and people reload it.
  .get('/enrol', (c) => c.redirect('/dashboard', 303));

async function dashboardPage(
  c: AppContext,
  termsErrors: readonly TermsKind[],
  status: 200 | 422 | 503,
) {
  const { store, clock } = c.env.ports;
  const { client } = c.var;
  const [terms, invoices, usage] = await Promise.all([
    client.state === 'not_enrolled' ? store.catalogue.currentTerms() : [],
    store.invoices.listOfClient(client.id, INVOICES_SHOWN + 1),
    usageInTime(c),
  ]);
  const nowMs = clock.nowMs();
  const page = (
    <DashboardPage
      frame={frameOf(c)}
      client={client}
      terms={terms}
      termsErrors={termsErrors}
      invoices={invoices.slice(0, INVOICES_SHOWN).map((invoice) => summaryOf(invoice, nowMs))}
      hasMoreInvoices={invoices.length > INVOICES_SHOWN}
      usage={usage}
      closing={closingOf(c)}
      timeZone={c.env.ports.settings.timeZone}
      nextInvoice={nextInvoice(c, client.billedFrom)}
    />
  );
  return c.html(page, status);
}
