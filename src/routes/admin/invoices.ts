import { Hono } from 'hono';
import { isId } from '#core/ids.ts';
import { parseMonth } from '#core/month.ts';
import type { Invoice } from '#ports/store.ts';
import { invoiceFile } from '#usecases/invoicing/invoice-file.ts';
import type { AppEnv } from '../app-env.ts';
import { problem } from '../problem.ts';
import { refusalProblem } from './refusal-problem.ts';
import { signedBearer } from './signed-request.ts';

const PAGE_INVOICES = 500;

export const invoices = new Hono<AppEnv>()
  /** The documents of a month, 500 a page; `next` is the `after` of the page that follows, or null. */
  .get('/admin/invoices', async (c) => {
    const request = await signedBearer(c);
    if (!request.ok) return request.error;
    const month = parseMonth(c.req.query('month') ?? '');
    if (!month.ok) return refusalProblem(c, month.error);
    const after = c.req.query('after') ?? '';
    const rows = await c.env.ports.store.invoices.listOfMonth(month.value, after, PAGE_INVOICES);
    const next = rows.length === PAGE_INVOICES ? (rows.at(-1)?.number ?? null) : null;
    return c.json({ month: month.value, invoices: rows.map(invoiceJson), next });
  })
  /** One document as a file that `npm run verify` recomputes. */
  .get('/admin/invoices/:id', async (c) => {
    const request = await signedBearer(c);
    if (!request.ok) return request.error;
    const id = c.req.param('id');
    const file = isId('invoice', id) ? await invoiceFile(c.env.ports, id) : undefined;
    if (!file) return problem(c, 404, 'invoice_unknown', 'There is no invoice with this id.');
    return c.json(file);
  });

function invoiceJson(invoice: Invoice) {
  const { id, kind, sequence, number, month, currency, totalMinor, tokenPrice, itemHash } = invoice;
  const { client, lines } = invoice;
  return {
    id,
    kind,
    sequence,
    number,
    clientEmail: client.email,
    month,
    currency,
    totalMinor,
    tokenPrice,
    issuedAt: new Date(invoice.issuedAtMs).toISOString(),
    dueAt: new Date(invoice.dueAtMs).toISOString(),
    itemHash,
    payment: invoice.payment || null,
    lines,
  };
}
