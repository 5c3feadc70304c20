// What an operator does about one document: deliver it again, or say that it was paid where nobody else can.
import { Hono } from 'hono';
import { z } from 'zod';
import { isId } from '#core/ids.ts';
import type { InvoiceHead } from '#ports/invoice-reads.ts';
import { deliverAgain, recordPayment } from '#usecases/delivery/mend-delivery.ts';
import { ConfirmPage } from '#views/admin/confirm-page.tsx';
import { formatMoney } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import { readForm } from '../forms.ts';
import { actorOf } from './actor-of.ts';
import { adminFrameOf } from './admin-frame.ts';
import { refuse } from './refuse.tsx';
import { requireOperator, requireProof } from './require-operator.ts';

const change = requireOperator('change');

const paymentForm = z.strictObject({ state: z.enum(['paid', 'open']) });

export const adminDocumentActions = new Hono<AppEnv>()
  .post('/admin/documents/:id/deliver', change, async (c) => {
    const id = c.req.param('id');
    if (!isId('invoice', id)) return refuse(c, 'invoice_unknown');
    const done = await deliverAgain(c.env.ports, id, actorOf(c));
    if (!done.ok) return refuse(c, done.error.reason);
    return c.redirect(`/admin/documents/${id}?did=delivery`, 303);
  })
  .get('/admin/documents/:id/payment', change, requireProof, async (c) => {
    if (c.env.ports.billing.capabilities.external) return refuse(c, 'payments_are_read');
    const id = c.req.param('id');
    const head = isId('invoice', id) ? await c.env.ports.store.invoices.headById(id) : undefined;
    return head ? paymentPage(c, head) : refuse(c, 'invoice_unknown');
  })
  .post('/admin/documents/:id/payment', change, requireProof, async (c) => {
    const id = c.req.param('id');
    const form = paymentForm.safeParse(await readForm(c));
    if (!form.success) return refuse(c, 'form_malformed');
    if (!isId('invoice', id)) return refuse(c, 'invoice_unknown');
    const done = await recordPayment(c.env.ports, id, form.data.state, actorOf(c));
    if (!done.ok) return refuse(c, done.error.reason);
    return c.redirect(`/admin/documents/${id}?did=payment`, 303);
  });

function paymentPage(c: AppContext, head: InvoiceHead) {
  const { id, number, client, currency, totalMinor, payment } = head;
  const isPaid = payment === 'paid';
  const amount = formatMoney({ currency, amountMinor: totalMinor }, ENGLISH);
  return c.html(
    <ConfirmPage
      frame={adminFrameOf(c)}
      title={isPaid ? `Is ${number} not paid after all?` : `Is ${number} paid?`}
      lead={
        isPaid
          ? `${amount} from ${client.email} is open again, and the client sees it as due.`
          : `${amount} from ${client.email} is noted as paid today; the client sees it at once.`
      }
      hidden={{ state: isPaid ? 'open' : 'paid' }}
      button={isPaid ? `Reopen ${amount}` : `Record ${amount} as paid`}
      backUrl={`/admin/documents/${id}`}
    />,
  );
}
