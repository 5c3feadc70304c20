import { z } from '@hono/zod-openapi';
import {
  amountMinor,
  clientId,
  currency,
  idOf,
  instant,
  invoiceId,
  list,
  month,
  runId,
  sha256,
  tokenPrice,
} from './common.ts';
import { line } from './run.ts';

const kind = z.enum(['invoice', 'supplement', 'credit_note']);
const payment = z.enum(['open', 'partially_paid', 'paid', 'refunded', 'cancelled', 'missing']);

export const invoiceHead = z
  .object({
    id: invoiceId,
    kind,
    sequence: z.int(),
    number: z.string().openapi({ example: 'INV-2026-000042' }),
    clientId,
    clientEmail: z.string(),
    month,
    currency,
    totalMinor: amountMinor.openapi({ description: 'Negative on a credit note.' }),
    tokenPrice,
    issuedAt: instant,
    dueAt: instant,
    itemHash: sha256,
    payment: payment.nullable(),
  })
  .openapi('InvoiceHead');

export const invoice = invoiceHead.extend({ lines: list(line) }).openapi('Invoice');

const party = z.object({ name: z.string(), email: z.string() });

export const invoiceFile = z
  .object({
    format: z.literal('postmeter-invoice-1'),
    invoice: z.object({
      id: invoiceId,
      number: z.string(),
      kind,
      sequence: z.int(),
      clientId,
      client: party.extend({ company: z.string() }),
      seller: party.extend({ address: z.string() }),
      month,
      timeZone: z.string(),
      ratingRules: z.int(),
      currency,
      tokenPrice,
      lines: list(line),
      totalMinor: amountMinor,
      issuedAt: instant,
      dueAt: instant,
    }),
    frozen: z.object({ content: z.string(), hash: sha256 }),
    run: z.object({ id: runId, manifest: sha256 }),
  })
  .openapi('InvoiceFile');

export const deliveryReport = z
  .object({
    system: z.enum(['builtin', 'whmcs', 'blesta', 'hostbill', 'ubersmith']),
    stopped: z.object({ code: z.string(), detail: z.string(), since: instant }).nullable(),
    counts: z
      .record(z.string(), z.int())
      .openapi({ description: 'By payment state, `under_way`, and `problems`.' }),
    problems: list(
      z.object({
        invoiceId: idOf('inv', 'the document'),
        number: z.string(),
        month,
        clientId,
        clientEmail: z.string(),
        documentId: z.string(),
        reason: z.string(),
        detail: z.string(),
        since: instant,
      }),
    ).openapi({ description: 'The newest 200.' }),
  })
  .openapi('DeliveryReport');

export const probe = z
  .object({
    ok: z.literal(true),
    version: z.string(),
    problems: list(z.string()),
    resumed: z.boolean().openapi({ description: 'Whether deliveries had been stopped.' }),
  })
  .openapi('BillingProbe');

export const done = z.object({ ok: z.literal(true) }).openapi('Done');
