import { Hono } from 'hono';
import { z } from 'zod';
import { isId } from '#core/ids.ts';
import { DOCUMENT_STATES } from '#core/invoicing/document-state.ts';
import { parseMonth } from '#core/month.ts';
import type { InvoiceHead, InvoiceQuery } from '#ports/invoice-reads.ts';
import { InvoicesPage } from '#views/pages/invoices-page.tsx';
import type { AppEnv } from './app-env.ts';
import { frameOf } from './frame.ts';
import { summaryOf } from './invoice-summary.ts';
import { requireSignedIn } from './require-client.ts';

const PAGE_INVOICES = 50;

/** What cannot be read filters nothing: the page shows what it filters by. */
const query = z.object({
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional()
    .catch(undefined),
  state: z.enum(DOCUMENT_STATES).optional().catch(undefined),
  before: z.string().default(''),
});

export const invoiceList = new Hono<AppEnv>().get('/invoices', requireSignedIn, async (c) => {
  const { store, clock } = c.env.ports;
  const { client } = c.var;
  const { year, state, before } = query.parse(c.req.query());
  const nowMs = clock.nowMs();
  const [years, found] = await Promise.all([
    store.invoices.yearsOfClient(client.id),
    store.invoices.listOfClient(client.id, PAGE_INVOICES + 1, {
      year,
      state: state && { is: state, nowMs },
      before: placeOf(before),
    }),
  ]);
  const shown = found.slice(0, PAGE_INVOICES);
  const last = shown.at(-1);
  return c.html(
    <InvoicesPage
      frame={frameOf(c)}
      invoices={shown.map((invoice) => summaryOf(invoice, nowMs))}
      years={years}
      year={year}
      state={state}
      before={found.length > PAGE_INVOICES && last ? placeText(last) : undefined}
    />,
  );
});

/** A place in the list: `2026-10.inv_…`. */
function placeText({ month, id }: InvoiceHead): string {
  return `${month}.${id}`;
}

function placeOf(text: string): InvoiceQuery['before'] {
  const [given = '', id = ''] = text.split('.');
  const month = parseMonth(given);
  return month.ok && isId('invoice', id) ? { month: month.value, id } : undefined;
}
