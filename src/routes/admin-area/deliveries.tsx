import { Hono } from 'hono';
import { billingReport } from '#usecases/delivery/billing-report.ts';
import { resumeDeliveries } from '#usecases/delivery/resume-deliveries.ts';
import { DeliveriesPage, type DeliveriesPageProps } from '#views/admin/deliveries-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { actorOf } from './actor-of.ts';
import { adminFrameOf } from './admin-frame.ts';
import { requireOperator } from './require-operator.ts';

export const adminDeliveries = new Hono<AppEnv>()
  .get('/admin/deliveries', requireOperator('read'), (c) => deliveriesPage(c))
  /** Asks the billing system whether it lets us in; a stop ends when it does. */
  .post('/admin/deliveries/probe', requireOperator('change'), async (c) => {
    const probed = await resumeDeliveries(c.env.ports, actorOf(c));
    if (probed.ok) return deliveriesPage(c, { ok: true, ...probed.value });
    const { code, detail } = probed.error;
    return deliveriesPage(c, { ok: false, code, detail });
  })
  // A page that a form answered with stands at its address, and people reload it.
  .get('/admin/deliveries/probe', requireOperator('read'), (c) =>
    c.redirect('/admin/deliveries', 303),
  );

async function deliveriesPage(c: AppContext, probe?: DeliveriesPageProps['probe']) {
  const { system, stop, counts, problems } = await billingReport(c.env.ports);
  const page = (
    <DeliveriesPage
      frame={adminFrameOf(c)}
      system={system}
      stop={stop}
      counts={counts}
      problems={problems}
      probe={probe}
    />
  );
  return c.html(page, probe?.ok === false ? 502 : 200);
}
