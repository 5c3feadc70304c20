import { Hono } from 'hono';
import { overall } from '#core/doctor/finding.ts';
import { examine } from '#usecases/doctor/examine.ts';
import type { AppEnv } from '../app-env.ts';
import { signedBearer } from './signed-request.ts';

/** Whether everything is in order, check by check, and what the service is: for comparing it with wrangler.toml. */
export const doctor = new Hono<AppEnv>().get('/admin/doctor', async (c) => {
  const request = await signedBearer(c);
  if (!request.ok) return request.error;
  const { ports } = c.env;
  const findings = await examine(ports);
  const { origin, timeZone, currencies } = ports.settings;
  c.header('cache-control', 'no-store');
  return c.json({
    state: overall(findings),
    now: new Date(ports.clock.nowMs()).toISOString(),
    findings,
    instance: {
      origin,
      timeZone,
      currencies,
      billingSystem: ports.billing.capabilities.name,
      adminKeys: ports.adminSignatures.keys,
    },
  });
});
