import { createRoute } from '@hono/zod-openapi';
import { billingReport } from '#usecases/delivery/billing-report.ts';
import { resumeDeliveries } from '#usecases/delivery/resume-deliveries.ts';
import { billingJson } from '../admin/billing-json.ts';
import { answers, forScope, refusals } from './answers.ts';
import { apiProblem } from './api-problem.ts';
import { newResource } from './new-resource.ts';
import { once, onceHeaders } from './once.ts';
import { noQuery } from './paging.ts';
import { deliveryReport, probe } from './schemas/invoice.ts';

const tags = ['Deliveries'];

const readDeliveries = createRoute({
  method: 'get',
  path: '/api/v1/deliveries',
  operationId: 'readDeliveries',
  summary: 'How documents stand in the billing system',
  tags,
  ...forScope('read:invoices'),
  request: { query: noQuery },
  responses: { ...answers(200, 'The report.', deliveryReport), ...refusals() },
});

const probeBilling = createRoute({
  method: 'post',
  path: '/api/v1/deliveries/probe',
  operationId: 'probeBilling',
  summary: 'Asks the billing system whether it lets us in',
  description: 'Deliveries that were stopped go on when it does.',
  tags,
  ...forScope('write:invoices'),
  request: { query: noQuery, headers: onceHeaders },
  responses: {
    ...answers(200, 'It does; what is missing over there is named.', probe),
    ...refusals({ 502: ["the billing system's own code"] }, { writes: true }),
  },
});

export const deliveries = newResource();

deliveries.openapi(readDeliveries, async (c) =>
  c.json(billingJson(await billingReport(c.env.ports)), 200),
);

deliveries.openapi(probeBilling, (c) =>
  once(c, async () => {
    const probed = await resumeDeliveries(c.env.ports, c.var.caller.actor);
    if (probed.ok) return c.json({ ok: true as const, ...probed.value }, 200);
    const { code, detail } = probed.error;
    return apiProblem(c, 502, code, detail || 'The billing system does not let us in.');
  }),
);
