import { Hono } from 'hono';
import { parseMonth } from '#core/month.ts';
import type { Invoice } from '#ports/store.ts';
import type { AppEnv } from '../app-env.ts';
import { refusalProblem } from './refusal-problem.ts';
import { signedBearer } from './signed-request.ts';

const PAGE_INVOICES = 500;

/** The invoices of a month, 500 a page; `next` is the `after` of the page that follows, or null. */
export const invoices = new Hono<AppEnv>().get('/admin/invoices', async (c) => {
  const request = await signedBearer(c);
  if (!request.ok) return request.error;
  const month = parseMonth(c.req.query('month') ?? '');
  if (!month.ok) return refusalProblem(c, month.error);
  const after = c.req.query('after') ?? '';
  const rows = await c.env.ports.store.invoices.listOfMonth(month.value, after, PAGE_INVOICES);
  const next = rows.length === PAGE_INVOICES ? (rows.at(-1)?.number ?? null) : null;
  return c.json({ month: month.value, invoices: rows.map(invoiceJson), next });
});

function invoiceJson(invoice: Invoice) {
  const { id, number, month, currency, totalMinor, tokenPrice, client, lines } = invoice;
  return {
    id,
    number,
    clientEmail: client.email,
    month,
    currency,
    totalMinor,
    tokenPrice,
    issuedAt: new Date(invoice.issuedAtMs).toISOString(),
    dueAt: new Date(invoice.dueAtMs).toISOString(),
    lines,
  };
}
