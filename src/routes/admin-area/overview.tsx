import { Hono } from 'hono';
import { isId } from '#core/ids.ts';
import { isStuck } from '#core/invoicing/run-state.ts';
import type { Run } from '#ports/run-reads.ts';
import { monthSoFar } from '#usecases/operators/month-so-far.ts';
import { overview } from '#usecases/operators/overview.ts';
import { OverviewPage, type OverviewPageProps } from '#views/admin/overview-page.tsx';
import type { AppEnv } from '../app-env.ts';
import { adminFrameOf } from './admin-frame.ts';
import { concernsOf } from './concerns.ts';
import { requireOperator } from './require-operator.ts';

/** While clients' costs are still being read. */
const REFRESH_SECONDS = 2;

export const adminOverview = new Hono<AppEnv>().get(
  '/admin',
  requireOperator('read'),
  async (c) => {
    const { ports } = c.env;
    const after = c.req.query('after') ?? '';
    const [soFar, facts] = await Promise.all([
      monthSoFar(ports, isId('client', after) ? after : ''),
      overview(ports),
    ]);
    const { goOnBehind } = soFar;
    if (goOnBehind) c.header('refresh', `${REFRESH_SECONDS}; url=/admin?after=${goOnBehind}`);
    const { lastRun, lastAutomation, stop, system, facts: counted } = facts;
    return c.html(
      <OverviewPage
        frame={adminFrameOf(c)}
        month={soFar.month}
        costsUntil={soFar.date}
        costs={soFar.costs}
        isReading={goOnBehind !== undefined}
        enrolled={counted.clientsByState.enrolled ?? 0}
        lastMonth={facts.lastMonth}
        billed={facts.billedLastMonth}
        concerns={concernsOf(facts)}
        stopped={stop && { system, code: stop.code, sinceMs: stop.sinceMs }}
        lastRun={lastRun && runView(lastRun, ports.clock.nowMs())}
        automation={lastAutomation}
      />,
    );
  },
);

function runView(run: Run, nowMs: number): OverviewPageProps['lastRun'] {
  const { id, month, state, issued, touchedAtMs } = run;
  return { id, month, state, stuck: isStuck(run, nowMs), issued, touchedAtMs };
}
