import { Hono } from 'hono';
import { dailyAutomation } from '#usecases/automation/daily-automation.ts';
import type { AppEnv } from '../app-env.ts';
import { boundedBody } from '../bounded-body.ts';
import { automationJson } from './automation-json.ts';
import { signedBody } from './signed-request.ts';

/** Starts the daily automation by hand and answers what each step did. The same code as the Cron Trigger's. */
export const automation = new Hono<AppEnv>().post('/admin/automation', boundedBody, async (c) => {
  const request = await signedBody(c, ['automation']);
  if (!request.ok) return request.error;
  const report = await dailyAutomation(c.env.ports, `admin:${request.value.kid}`);
  return c.json(automationJson(report));
});
