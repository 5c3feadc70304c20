import { Hono } from 'hono';
import { monthAt } from '#core/month.ts';
import { liveUsage } from '#usecases/usage/live-usage.ts';
import type { UsageView } from '#views/components/usage-section.tsx';
import { UsagePage } from '#views/pages/usage-page.tsx';
import type { AppContext, AppEnv } from './app-env.ts';
import { frameOf } from './frame.ts';
import { requireClient } from './require-client.ts';

/** The most that the dashboard waits for the panel; whoever wants to wait longer has `/usage`. */
export const DASHBOARD_WAIT_MS = 800;

export const usage = new Hono<AppEnv>().get('/usage', requireClient, async (c) => {
  const view = await usageOf(c);
  if (!view) return c.redirect('/dashboard', 303);
  const { timeZone } = c.env.ports.settings;
  return c.html(<UsagePage frame={frameOf(c)} usage={view} timeZone={timeZone} />);
});

/** The running month of whoever is signed in; undefined for clients without a panel user. */
export async function usageOf(c: AppContext): Promise<UsageView | undefined> {
  const { client } = c.var;
  const { panelUserId } = client;
  if (client.state !== 'enrolled' || panelUserId === null) return undefined;
  return liveUsage(c.env.ports, { ...client, panelUserId });
}

/** The same within the dashboard's patience. An answer that comes too late is remembered for the next page. */
export async function usageInTime(c: AppContext): Promise<UsageView | undefined> {
  const reading = usageOf(c);
  c.executionCtx.waitUntil(reading);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<UsageView>((resolve) => {
    const { clock, settings } = c.env.ports;
    const month = monthAt(clock.nowMs(), settings.timeZone);
    timer = setTimeout(() => resolve({ kind: 'late', month }), DASHBOARD_WAIT_MS);
  });
  try {
    return await Promise.race([reading, late]);
  } finally {
    clearTimeout(timer);
  }
}
