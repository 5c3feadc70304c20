// The one page from which a browser moves money on: exactly the plan that it shows is executed, or nothing.
import { Hono } from 'hono';
import { z } from 'zod';
import { isId } from '#core/ids.ts';
import { decideExecute } from '#core/invoicing/run-state.ts';
import { runReport } from '#usecases/invoicing/run-report.ts';
import { ExecutePage } from '#views/admin/execute-page.tsx';
import type { AppEnv } from '../app-env.ts';
import { readForm } from '../forms.ts';
import { actorOf } from './actor-of.ts';
import { adminFrameOf } from './admin-frame.ts';
import { refuse } from './refuse.tsx';
import { requireOperator, requireProof } from './require-operator.ts';

const change = requireOperator('change');

const approval = z.strictObject({ manifest: z.string().regex(/^[0-9a-f]{64}$/) });

export const adminRunExecute = new Hono<AppEnv>()
  .get('/admin/runs/:id/execute', change, requireProof, async (c) => {
    const id = c.req.param('id');
    const report = isId('run', id) ? await runReport(c.env.ports, id) : undefined;
    if (!report) return refuse(c, 'run_unknown');
    const { run } = report;
    const decided = decideExecute(run, c.env.ports.clock.nowMs());
    if (!decided.ok) return refuse(c, decided.error.reason);
    if (decided.value === 'already_started') return c.redirect(`/admin/runs/${id}`, 303);
    return c.html(
      <ExecutePage
        frame={adminFrameOf(c)}
        runId={run.id}
        month={run.month}
        manifest={run.manifest}
        totals={report.totals}
        differences={report.differences}
        parked={report.counts.parked}
      />,
    );
  })
  .post('/admin/runs/:id/execute', change, requireProof, async (c) => {
    const id = c.req.param('id');
    const run = isId('run', id) ? await c.env.ports.store.runs.byId(id) : undefined;
    if (!run) return refuse(c, 'run_unknown');
    const form = approval.safeParse(await readForm(c));
    if (!form.success) return refuse(c, 'form_malformed');
    // What the person read and what is executed are one: a form of another run's page executes nothing.
    if (form.data.manifest !== run.manifest) return refuse(c, 'manifest_unknown');
    const { manifest } = form.data;
    const approvedBy = actorOf(c);
    const started = await c.env.ports.runs.approve({ month: run.month, manifest, approvedBy });
    if (!started.ok) return refuse(c, started.error.reason);
    return c.redirect(`/admin/runs/${started.value}`, 303);
  });
