import { Hono } from 'hono';
import { z } from 'zod';
import { isId } from '#core/ids.ts';
import type { Result } from '#core/result.ts';
import { billingReport } from '#usecases/delivery/billing-report.ts';
import {
  deliverAgain,
  type MendRefusal,
  recordPayment,
  unlinkClient,
} from '#usecases/delivery/mend-delivery.ts';
import { resumeDeliveries } from '#usecases/delivery/resume-deliveries.ts';
import { type VoidRefusal, voidDocument } from '#usecases/delivery/void-document.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import { boundedBody } from '../bounded-body.ts';
import { problem } from '../problem.ts';
import { billingJson } from './billing-json.ts';
import { malformed } from './malformed.ts';
import { refusalProblem } from './refusal-problem.ts';
import { signedBearer, signedBody } from './signed-request.ts';

const ofInvoice = z.object({
  invoiceId: z.string().refine((text) => isId('invoice', text)),
  /** Only with `record_payment`. */
  state: z.enum(['paid', 'open']).default('paid'),
  /** Only with `void_document`; stands in the audit, and over there where there is a place for it. */
  why: z.string().trim().max(200).default(''),
});
const ofClient = z.object({ clientId: z.string().refine((text) => isId('client', text)) });

/** How deliveries stand, and what an operator can do about those that gave up. */
export const billing = new Hono<AppEnv>()
  .get('/admin/billing', async (c) => {
    const request = await signedBearer(c);
    if (!request.ok) return request.error;
    return c.json(billingJson(await billingReport(c.env.ports)));
  })
  /** Asks the billing system whether it lets us in; a stop ends when it does. */
  .post('/admin/billing/probe', boundedBody, async (c) => {
    const request = await signedBody(c, ['probe_billing']);
    if (!request.ok) return request.error;
    const probed = await resumeDeliveries(c.env.ports, `admin:${request.value.kid}`);
    if (probed.ok) return c.json({ ok: true, ...probed.value });
    const { code, detail } = probed.error;
    return problem(c, 502, code, detail || 'The billing system does not let us in.');
  })
  .post('/admin/billing/deliveries', boundedBody, async (c) => {
    const request = await signedBody(c, [
      'deliver_again',
      'record_payment',
      'unlink_client',
      'void_document',
    ]);
    if (!request.ok) return request.error;
    const { ports } = c.env;
    const { action, fields, kid } = request.value;
    const actor = `admin:${kid}`;
    if (action === 'unlink_client') {
      const parsed = ofClient.safeParse(fields);
      if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
      const { clientId } = parsed.data;
      return isId('client', clientId)
        ? answer(c, await unlinkClient(ports, clientId, actor))
        : mendProblem(c, { reason: 'client_unknown' });
    }
    const parsed = ofInvoice.safeParse(fields);
    if (!parsed.success) return refusalProblem(c, malformed(parsed.error));
    const { invoiceId, state, why } = parsed.data;
    if (!isId('invoice', invoiceId)) return mendProblem(c, { reason: 'invoice_unknown' });
    if (action === 'void_document') {
      return answer(c, await voidDocument(ports, invoiceId, why, actor));
    }
    return action === 'deliver_again'
      ? answer(c, await deliverAgain(ports, invoiceId, actor))
      : answer(c, await recordPayment(ports, invoiceId, state, actor));
  });

function answer(c: AppContext, done: Result<null, MendRefusal | VoidRefusal>): Response {
  return done.ok ? c.json({ ok: true }) : mendProblem(c, done.error);
}

/** A refusal to mend a delivery as a problem document. */
export function mendProblem(c: AppContext, refusal: MendRefusal | VoidRefusal): Response {
  const { reason } = refusal;
  switch (refusal.reason) {
    case 'invoice_unknown':
      return problem(c, 404, reason, 'There is no invoice with this id.');
    case 'client_unknown':
      return problem(c, 404, reason, 'There is no client with this id.');
    case 'already_delivered':
      return problem(c, 409, reason, 'This document is delivered. Void it, and correct the month.');
    case 'delivery_in_doubt':
      return problem(
        c,
        409,
        reason,
        'A write is in doubt and has to settle. Ask again in a few minutes.',
      );
    case 'not_delivered':
      return problem(c, 409, reason, 'This document is in no billing system.');
    case 'already_paid':
      return problem(c, 409, reason, 'Money was taken for it. Give that back over there first.');
    case 'billing_stopped':
      return problem(c, 409, reason, 'Deliveries are stopped: the billing system refuses us.');
    case 'billing_failed':
      return problem(c, 502, refusal.code, refusal.detail || 'The billing system did not do it.');
    case 'payments_are_read':
      return problem(c, 409, reason, 'Payments are read from the billing system: record it there.');
  }
}
