import { Hono } from 'hono';
import { wholeUnits } from '#core/budget/budget.ts';
import { monthAt } from '#core/month.ts';
import type { Client } from '#ports/store.ts';
import { liveUsage } from '#usecases/usage/live-usage.ts';
import { setBudgets } from '#usecases/usage/set-budgets.ts';
import { usageByDay } from '#usecases/usage/usage-by-day.ts';
import type { BudgetsView } from '#views/components/budgets-form.tsx';
import type { UsageView } from '#views/components/usage-section.tsx';
import { UsagePage } from '#views/pages/usage-page.tsx';
import type { AppContext, AppEnv } from './app-env.ts';
import { readForm } from './forms.ts';
import { frameOf } from './frame.ts';
import { requireClient } from './require-client.ts';

/** The most that the dashboard waits for the panel; whoever wants to wait longer has `/usage`. */
const DASHBOARD_WAIT_MS = 800;

export const usage = new Hono<AppEnv>()
  .get('/usage', requireClient, (c) => usagePage(c, { saved: c.req.query('saved') === 'yes' }, 200))
  .post('/usage/budgets', requireClient, async (c) => {
    const typed = Object.entries(await readForm(c))
      .filter(([name]) => name.startsWith('amount-'))
      .map(([, amount]) => amount);
    const set = await setBudgets(c.env.ports, c.var.client, typed);
    if (set.ok) return c.redirect('/usage?saved=yes', 303);
    const wrong = set.error.reason === 'amount_malformed' ? set.error.given : '';
    return usagePage(c, { amounts: typed, wrong }, 422);
  })
  // A page that a form answered with stands at its address, and people reload it.
  .get('/usage/budgets', (c) => c.redirect('/usage', 303));

async function usagePage(
  c: AppContext,
  given: Partial<Pick<BudgetsView, 'amounts' | 'wrong' | 'saved'>>,
  status: 200 | 422,
) {
  const { ports } = c.env;
  const { client } = c.var;
  const { panelUserId, currency } = client;
  const view = await usageOf(c);
  if (!view || panelUserId === null) return c.redirect('/dashboard', 303);
  const soFarMinor = view.kind === 'estimated' ? view.estimate.soFarMinor : undefined;
  const [days, budgets] = await Promise.all([
    usageByDay(ports, { ...client, panelUserId }, soFarMinor),
    ports.store.budgets.ofClient(client.id),
  ]);
  const amounts = budgets.map((amountMinor) => wholeUnits(amountMinor, currency));
  const page = (
    <UsagePage
      frame={frameOf(c)}
      usage={view}
      days={days}
      budgets={{ currency, amounts, ...given }}
      timeZone={ports.settings.timeZone}
    />
  );
  return c.html(page, status);
}

/** Whose month it is. */
type UsageOwner = Pick<Client, 'id' | 'number' | 'currency' | 'state' | 'panelUserId'>;

/** A client's running month; undefined for clients without a panel user. */
async function usageOf(
  c: AppContext,
  client: UsageOwner = c.var.client,
): Promise<UsageView | undefined> {
  const { panelUserId } = client;
  if (client.state !== 'enrolled' || panelUserId === null) return undefined;
  return liveUsage(c.env.ports, { ...client, panelUserId });
}

/** The same within the dashboard's patience. An answer that comes too late is remembered for the next page. */
export async function usageInTime(
  c: AppContext,
  client: UsageOwner = c.var.client,
): Promise<UsageView | undefined> {
  const reading = usageOf(c, client);
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
