import type { RunState, RunTrigger } from '#core/invoicing/run-state.ts';
import type { BillingMonth } from '#core/month.ts';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { PlanButton } from '#views/admin/plan-button.tsx';
import { RunStateTag } from '#views/admin/run-state-tag.tsx';
import { Pager, Section } from '#views/admin/section.tsx';
import { When } from '#views/admin/when.tsx';
import { Notice } from '#views/components/notice.tsx';
import { figures, TableHead } from '#views/components/table-head.tsx';
import { formatNumber } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';

const TRIGGERS: Readonly<Record<RunTrigger, string>> = {
  schedule: 'Automatic',
  override: 'By hand',
  shadow: 'Shadow',
};

export interface RunRow {
  readonly id: string;
  readonly month: BillingMonth;
  readonly trigger: RunTrigger;
  readonly state: RunState;
  readonly corrections: boolean;
  readonly issued: number;
  readonly requestedBy: string;
  readonly createdAtMs: number;
}

export interface UnsettledRow {
  readonly month: BillingMonth;
  /** Empty: the month was never invoiced. */
  readonly runId: string;
  readonly parked: number;
}

export interface RunsPageProps {
  readonly frame: AdminFrame;
  readonly runs: readonly RunRow[];
  readonly unsettled: readonly UnsettledRow[];
  /** Offered to be planned. */
  readonly month: string;
  /** Id of the run that this page starts: a form sent twice starts one. */
  readonly nextRunId: string;
  readonly problem?: { readonly code: string; readonly message: string } | undefined;
  readonly firstUrl: string;
  readonly nextUrl: string;
}

/** Every attempt to invoice a month, what is left to do, and the form that plans a month. */
export function RunsPage(props: RunsPageProps) {
  const { frame, runs, unsettled, problem, firstUrl, nextUrl } = props;
  const mayChange = frame.operator?.role === 'operator';
  return (
    <AdminPage
      frame={frame}
      title="Runs"
      notices={
        problem && (
          <Notice kind="problem" title="Nothing was planned">
            <p>
              {problem.message} <code>{problem.code}</code>
            </p>
          </Notice>
        )
      }
    >
      <div class="columns">
        <UnsettledSection unsettled={unsettled} mayChange={mayChange} nextRunId={props.nextRunId} />
        {mayChange && <PlanForm month={props.month} nextRunId={props.nextRunId} />}
      </div>
      <Section id="runs" title="Runs, newest first">
        {runs.length === 0 ? (
          <p class="hint">No month was ever planned.</p>
        ) : (
          <RunTable runs={runs} timeZone={frame.timeZone} />
        )}
        <Pager firstUrl={firstUrl} nextUrl={nextUrl} />
      </Section>
    </AdminPage>
  );
}

interface UnsettledProps extends Pick<RunsPageProps, 'unsettled' | 'nextRunId'> {
  readonly mayChange: boolean;
}

function UnsettledSection({ unsettled, mayChange, nextRunId }: UnsettledProps) {
  return (
    <Section id="unsettled" title="Months that are not done">
      {unsettled.length === 0 ? (
        <p class="hint">None: every month that is over was invoiced, and nobody is held back.</p>
      ) : (
        <table class="table">
          <tbody>
            {unsettled.map(({ month, runId, parked }) => (
              <tr>
                <th scope="row">{month}</th>
                <td>
                  {runId === '' ? (
                    'Never invoiced'
                  ) : (
                    <a href={`/admin/parked?month=${month}`}>
                      {formatNumber(parked, ENGLISH)} held back
                    </a>
                  )}
                </td>
                <td class="do">
                  {mayChange && <PlanButton month={month} nextRunId={nextRunId} label="Plan" />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function PlanForm({ month, nextRunId }: Pick<RunsPageProps, 'month' | 'nextRunId'>) {
  return (
    <Section
      id="plan"
      title="Plan a month"
      hint="Changes nothing: it says what would be invoiced. You approve the plan on its page."
    >
      <form method="post" action="/admin/runs" class="inline-form">
        <input type="hidden" name="once" value={nextRunId} />
        <div class="field">
          <label for="month">Month</label>
          <input
            id="month"
            name="month"
            type="month"
            value={month}
            required
            pattern="\d{4}-\d{2}"
            placeholder="2026-10"
          />
        </div>
        <button type="submit" class="button">
          Plan
        </button>
        <label class="check wide">
          <input type="checkbox" name="corrections" value="yes" />
          <span>
            Compare invoiced clients with today’s usage, and correct by supplement or credit note
          </span>
        </label>
      </form>
    </Section>
  );
}

function RunTable({
  runs,
  timeZone,
}: {
  readonly runs: readonly RunRow[];
  readonly timeZone: string;
}) {
  return (
    <table class="table stacked">
      <TableHead columns={['Month', 'Kind', 'Begun', 'By', figures('Documents'), 'State']} />
      <tbody>
        {runs.map(
          ({ id, month, trigger, state, corrections, issued, requestedBy, createdAtMs }) => (
            <tr>
              <th scope="row">
                <a href={`/admin/runs/${id}`}>{month}</a>
              </th>
              <td>
                {TRIGGERS[trigger]}
                {corrections && ', corrections'}
              </td>
              <td class="nowrap">
                <When atMs={createdAtMs} timeZone={timeZone} />
              </td>
              <td>
                <bdi>{requestedBy}</bdi>
              </td>
              <td class="number" data-label="Documents">
                {formatNumber(issued, ENGLISH)}
              </td>
              <td>
                <RunStateTag state={state} />
              </td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}
