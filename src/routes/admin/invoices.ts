import { Hono } from 'hono';
import { isId } from '#core/ids.ts';
import { parseMonth } from '#core/month.ts';
import { invoiceFile } from '#usecases/invoicing/invoice-file.ts';
import type { AppEnv } from '../app-env.ts';
import { problem } from '../problem.ts';
import { invoiceJson } from './invoice-json.ts';
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
  /** One document as a file that `npx postmeter verify` recomputes. */
  .get('/admin/invoices/:id', async (c) => {
    const request = await signedBearer(c);
    if (!request.ok) return request.error;
    const id = c.req.param('id');
    const file = isId('invoice', id) ? await invoiceFile(c.env.ports, id) : undefined;
    if (!file) return problem(c, 404, 'invoice_unknown', 'There is no invoice with this id.');
    return c.json(file);
  });
