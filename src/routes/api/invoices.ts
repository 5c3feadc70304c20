import { createRoute, z } from '@hono/zod-openapi';
import { type ClientId, type InvoiceId, isId } from '#core/ids.ts';
import { deliverAgain } from '#usecases/delivery/mend-delivery.ts';
import { invoiceFile as fileOf } from '#usecases/invoicing/invoice-file.ts';
import { LANGUAGES, languageOf } from '#views/languages.ts';
import { invoiceSheet } from '#views/sheets/invoice-sheet.ts';
import { mendProblem } from '../admin/billing.ts';
import { invoiceHeadJson, invoiceJson } from '../admin/invoice-json.ts';
import { viewOf } from '../invoice-view.ts';
import { answers, forScope, refusals } from './answers.ts';
import type { ApiContext } from './api-env.ts';
import { apiProblem, asProblem, plain } from './api-problem.ts';
import { invalid, newResource } from './new-resource.ts';
import { once, onceHeaders } from './once.ts';
import { firstOf, noQuery, pageOfFound, pageQuery, positionOf } from './paging.ts';
import { clientId, invoiceId, pageOf, wantedMonth } from './schemas/common.ts';
import { done, invoice, invoiceFile, invoiceHead } from './schemas/invoice.ts';

const params = z.object({ id: invoiceId });
const tags = ['Invoices'];
const unknown = { 404: ['invoice_unknown'] };

const listInvoices = createRoute({
  method: 'get',
  path: '/api/v1/invoices',
  operationId: 'listInvoices',
  summary: 'Documents, newest first',
  description: 'Invoices, supplements and credit notes, without their lines.',
  tags,
  ...forScope('read:invoices'),
  request: {
    query: z.strictObject({
      month: wantedMonth.optional(),
      client: clientId.optional(),
      ...pageQuery,
    }),
  },
  responses: {
    ...answers(200, 'A page of documents.', pageOf('Invoice', invoiceHead)),
    ...refusals(),
  },
});

const readInvoice = createRoute({
  method: 'get',
  path: '/api/v1/invoices/{id}',
  operationId: 'readInvoice',
  summary: 'One document with its lines',
  tags,
  ...forScope('read:invoices'),
  request: { params, query: noQuery },
  responses: { ...answers(200, 'The document.', invoice), ...refusals(unknown) },
});

const readFile = createRoute({
  method: 'get',
  path: '/api/v1/invoices/{id}/file',
  operationId: 'readInvoiceFile',
  summary: 'The file that verifies one document',
  description: 'Never changes: `If-None-Match` with its `ETag` is answered 304.',
  tags,
  ...forScope('read:invoices'),
  request: { params, query: noQuery },
  responses: {
    ...answers(200, 'What `npx postmeter verify` recomputes.', invoiceFile),
    304: { description: 'It is what you have.' },
    ...refusals(unknown),
  },
});

const readPdf = createRoute({
  method: 'get',
  path: '/api/v1/invoices/{id}/pdf',
  operationId: 'readInvoicePdf',
  summary: 'One document as a PDF',
  tags,
  ...forScope('read:invoices'),
  request: {
    params,
    query: z.strictObject({
      language: z
        .enum(LANGUAGES.map(({ tag }) => tag))
        .optional()
        .openapi({ description: "The client's own, where nothing is said." }),
    }),
  },
  responses: {
    200: {
      description: 'The PDF.',
      content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
    },
    ...refusals({ ...unknown, 503: ['pdf_not_made'] }),
  },
});

const deliverInvoice = createRoute({
  method: 'post',
  path: '/api/v1/invoices/{id}/delivery',
  operationId: 'deliverInvoice',
  summary: 'Delivers one document again',
  description: 'Looks for it in the billing system from the beginning, and writes what is missing.',
  tags,
  ...forScope('write:invoices'),
  request: { params, query: noQuery, headers: onceHeaders },
  responses: {
    ...answers(200, 'It will be delivered within minutes.', done),
    ...refusals({ ...unknown, 409: ['already_delivered', 'delivery_in_doubt'] }, { writes: true }),
  },
});

export const apiInvoices = newResource();

apiInvoices.openapi(listInvoices, async (c) => {
  const { limit, cursor, month, client } = c.req.valid('query');
  if (client !== undefined && !isId('client', client)) {
    return invalid(c, [{ in: 'query', name: 'client', detail: 'is no id of a client' }]);
  }
  const isInvoice = (part: string) => isId('invoice', part);
  const position = positionOf(c, 'invoices', cursor, [isInvoice, (part) => part.length <= 40]);
  if (!position.ok) return position.error;
  const [id, number = ''] = position.value ?? [];
  const rows = await c.env.ports.store.operators.documents({
    limit: limit + 1,
    month,
    clientId: client as ClientId | undefined, // checked above
    before: id === undefined ? undefined : { id: id as InvoiceId, number }, // checked by the cursor
  });
  const toParts = (row: (typeof rows)[number]) => [row.id, row.number];
  return c.json(pageOfFound('invoices', firstOf(rows, limit), invoiceHeadJson, toParts), 200);
});

apiInvoices.openapi(readInvoice, async (c) => {
  const found = await find(c, c.req.valid('param').id);
  return found ? c.json(invoiceJson(found), 200) : unknownInvoice(c);
});

apiInvoices.openapi(readFile, async (c) => {
  const { id } = c.req.valid('param');
  const file = isId('invoice', id) ? await fileOf(c.env.ports, id) : undefined;
  if (!file) return unknownInvoice(c);
  const etag = `"${file.frozen.hash}"`;
  c.header('etag', etag);
  c.header('cache-control', 'private, no-cache');
  return c.req.header('if-none-match') === etag ? c.body(null, 304) : c.json(file, 200);
});

apiInvoices.openapi(readPdf, async (c) => {
  const { typesetter, clock, log, store, settings } = c.env.ports;
  const found = await find(c, c.req.valid('param').id);
  if (!found) return unknownInvoice(c);
  const { language } = c.req.valid('query');
  const tag = language ?? (await store.clients.byId(found.clientId))?.language ?? '';
  const sheet = invoiceSheet(viewOf(found, settings, clock.nowMs()), languageOf(tag));
  const pdf = await typesetter.typeset(sheet);
  if (!pdf.ok) {
    log.error('pdf_not_made', { reason: pdf.error });
    return apiProblem(c, 503, 'pdf_not_made', 'The PDF cannot be made at the moment.');
  }
  return c.body(pdf.value, 200, {
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="${found.number}.pdf"`,
  });
});

apiInvoices.openapi(deliverInvoice, async (c) => {
  const { id } = c.req.valid('param');
  return once(c, async () => {
    if (!isId('invoice', id)) return unknownInvoice(c);
    const delivered = await deliverAgain(c.env.ports, id, c.var.caller.actor);
    return delivered.ok
      ? c.json({ ok: true as const }, 200)
      : asProblem(mendProblem(plain(c), delivered.error));
  });
});

function find(c: ApiContext, id: string) {
  return isId('invoice', id) ? c.env.ports.store.invoices.byId(id) : undefined;
}

function unknownInvoice(c: ApiContext) {
  return apiProblem(c, 404, 'invoice_unknown', 'There is no invoice with this id.');
}
