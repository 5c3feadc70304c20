import { Hono } from 'hono';
import { z } from 'zod';
import { isId } from '#core/ids.ts';
import { parseDocumentNumber, seriesAt } from '#core/invoicing/number-series.ts';
import { parseMonth } from '#core/month.ts';
import type { InvoiceHead } from '#ports/invoice-reads.ts';
import { DocumentsPage } from '#views/admin/documents-page.tsx';
import type { AppEnv } from '../app-env.ts';
import { summaryOf } from '../invoice-summary.ts';
import { adminFrameOf } from './admin-frame.ts';
import { pageUrl } from './page-url.ts';
import { requireOperator } from './require-operator.ts';

const PAGE_DOCUMENTS = 50;

const query = z.object({
  month: z.string().catch(''),
  q: z.string().trim().max(80).catch(''),
  before: z.string().max(120).catch(''),
});

export const adminDocuments = new Hono<AppEnv>().get(
  '/admin/documents',
  requireOperator('read'),
  async (c) => {
    const { store, clock, settings } = c.env.ports;
    const { month: given, q, before: place } = query.parse(c.req.query());
    const nowMs = clock.nowMs();
    const number = parseDocumentNumber(q, seriesAt(nowMs, settings));
    const wanted = number && (await store.operators.documentByNumber(number));
    if (wanted) return c.redirect(`/admin/documents/${wanted.id}`, 303);

    const parsed = parseMonth(given);
    const month = parsed.ok ? parsed.value : undefined;
    const before = placeOf(place);
    const found = await store.operators.documents({ month, before, limit: PAGE_DOCUMENTS + 1 });
    const shown = found.slice(0, PAGE_DOCUMENTS);
    const url = (at?: string) => pageUrl('/admin/documents', { month, before: at });
    const last = found.length > PAGE_DOCUMENTS ? shown.at(-1) : undefined;
    return c.html(
      <DocumentsPage
        frame={adminFrameOf(c)}
        documents={shown.map((head) => documentRow(head, nowMs))}
        month={month ?? ''}
        missing={q}
        firstUrl={before ? url() : ''}
        nextUrl={last ? url(`${last.id}.${last.number}`) : ''}
      />,
    );
  },
);

function documentRow(head: InvoiceHead, nowMs: number) {
  const { clientId, client } = head;
  return { ...summaryOf(head, nowMs), client: { id: clientId, email: client.email } };
}

/** A place in the list: `inv_….INV-2026-000001`. */
function placeOf(text: string) {
  const [id = '', ...number] = text.split('.');
  return isId('invoice', id) ? { id, number: number.join('.') } : undefined;
}
