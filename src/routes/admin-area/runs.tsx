import { Hono } from 'hono';
import { z } from 'zod';
import { isId, type RunId } from '#core/ids.ts';
import { checkOverrideMonth } from '#core/invoicing/override.ts';
import { monthAt, monthBefore } from '#core/month.ts';
import { unsettledMonths } from '#usecases/invoicing/unsettled-months.ts';
import { newId } from '#usecases/tokens.ts';
import { RunsPage } from '#views/admin/runs-page.tsx';
import type { AppContext, AppEnv } from '../app-env.ts';
import { readForm } from '../forms.ts';
import { actorOf } from './actor-of.ts';
import { adminFrameOf } from './admin-frame.ts';
import { pageUrl } from './page-url.ts';
import { REFUSALS, type RefusalCode, refuse } from './refuse.tsx';
import { requireOperator } from './require-operator.ts';

const PAGE_RUNS = 40;

const planForm = z.strictObject({
  month: z.string().max(20),
  corrections: z.literal('yes').optional(),
  once: z.custom<RunId>((id) => typeof id === 'string' && isId('run', id)).optional(),
});

export const adminRuns = new Hono<AppEnv>()
  .get('/admin/runs', requireOperator('read'), (c) => runsPage(c))
  /** Plans a closed month; its page shows the plan while it is being made. */
  .post('/admin/runs', requireOperator('change'), async (c) => {
    const { clock, settings, runs } = c.env.ports;
    const form = planForm.safeParse(await readForm(c));
    if (!form.success) return refuse(c, 'form_malformed');
    const month = checkOverrideMonth(form.data.month, clock.nowMs(), settings.timeZone);
    if (!month.ok) return runsPage(c, month.error.reason);
    const runId = await runs.start({
      id: form.data.once,
      month: month.value,
      trigger: 'override',
      requestedBy: actorOf(c),
      corrections: form.data.corrections === 'yes',
    });
    return c.redirect(`/admin/runs/${runId}`, 303);
  });

async function runsPage(c: AppContext, refused?: RefusalCode) {
  const { ports } = c.env;
  const given = c.req.query('before') ?? '';
  const before = isId('run', given) ? given : undefined;
  const [found, unsettled] = await Promise.all([
    ports.store.operators.runs({ limit: PAGE_RUNS + 1, before }),
    unsettledMonths(ports),
  ]);
  const runs = found.slice(0, PAGE_RUNS);
  const [status, , message] = refused ? REFUSALS[refused] : ([200, '', ''] as const);
  const page = (
    <RunsPage
      frame={adminFrameOf(c)}
      runs={runs.map((run) => ({ ...run, corrections: run.header.corrections }))}
      unsettled={unsettled}
      nextRunId={newId(ports, 'run')}
      month={monthBefore(monthAt(ports.clock.nowMs(), ports.settings.timeZone))}
      problem={refused && { code: refused, message }}
      firstUrl={before ? '/admin/runs' : ''}
      nextUrl={found.length > PAGE_RUNS ? pageUrl('/admin/runs', { before: runs.at(-1)?.id }) : ''}
    />
  );
  return c.html(page, status);
}
