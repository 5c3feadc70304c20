import type { Outcome } from '#core/invoicing/plan-item.ts';
import { monthBefore } from '#core/month.ts';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { PlanButton } from '#views/admin/plan-button.tsx';
import { RunFacts } from '#views/admin/run-facts.tsx';
import { RunParked } from '#views/admin/run-parked.tsx';
import { RunStateTag } from '#views/admin/run-state-tag.tsx';
import { Pager, Section } from '#views/admin/section.tsx';
import { Notice } from '#views/components/notice.tsx';
import { RunProgress } from '#views/components/run-progress.tsx';
import { ItemsTable, OUTCOME_NAMES, TotalsTable } from '#views/components/run-tables.tsx';
import { formatMonth, formatNumber } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';
import { type RunPageProps, runSentence } from '#views/pages/run-page.tsx';

export interface AdminRunPageProps extends Omit<RunPageProps, 'frame'> {
  readonly frame: AdminFrame;
  readonly corrections: boolean;
  /** Id of the run that planning again starts: pressed twice it is one. */
  readonly nextRunId: string;
  /** Of the list of clients. */
  readonly firstUrl: string;
  readonly nextUrl: string;
}

/** A run as an operator decides by it, and follows it. */
export function AdminRunPage(props: AdminRunPageProps) {
  const { frame, id, month, state, stuck, failure, progress, counts, parked } = props;
  const mayChange = frame.operator?.role === 'operator';
  return (
    <AdminPage
      frame={frame}
      title={`${props.corrections ? 'Corrections of' : 'Run for'} ${formatMonth(month, ENGLISH)}`}
      lead={
        <>
          <RunStateTag state={state} /> {runSentence(state, props.trigger)}
        </>
      }
      actions={
        mayChange && (
          <>
            {state === 'planned' && props.trigger !== 'shadow' && (
              <a class="button small" href={`/admin/runs/${id}/execute`}>
                Execute this plan
              </a>
            )}
            {state !== 'planning' && state !== 'executing' && (
              <PlanButton
                month={month}
                corrections={props.corrections}
                nextRunId={props.nextRunId}
                label="Plan again"
              />
            )}
          </>
        )
      }
      notices={
        <>
          {stuck && (
            <Notice kind="warning" title="Nothing has moved for ten minutes">
              <p>The run is taken up again by itself within five minutes.</p>
            </Notice>
          )}
          {failure !== '' && (
            <Notice kind="problem" title="The last attempt failed">
              <p>{failure}</p>
            </Notice>
          )}
        </>
      }
    >
      <RunProgress {...progress} />
      <div class="figures">
        {(Object.entries(counts) as [Outcome, number][]).map(([outcome, count]) => (
          <div class={outcome === 'parked' && count > 0 ? 'figure-card warning' : 'figure-card'}>
            <span class="label">{OUTCOME_NAMES[outcome]}</span>
            <span class="big">{formatNumber(count, ENGLISH)}</span>
          </div>
        ))}
      </div>
      <Section id="totals" title="Totals">
        <TotalsTable {...props} monthBefore={formatMonth(monthBefore(month), ENGLISH)} />
      </Section>
      {parked.length > 0 && (
        <RunParked
          month={month}
          parked={parked}
          more={(counts.parked ?? 0) - parked.length}
          mayChange={mayChange}
          timeZone={frame.timeZone}
        />
      )}
      <Section
        id="clients"
        title="Clients"
        action={
          <span class="files">
            <a href={props.csvUrl}>All with all lines (CSV)</a>
            {props.reconciliationUrl !== '' && (
              <a href={props.reconciliationUrl}>Report and metering</a>
            )}
          </span>
        }
      >
        {props.items.length === 0 ? (
          <p class="hint">None yet.</p>
        ) : (
          <ItemsTable items={props.items} linked />
        )}
        <Pager firstUrl={props.firstUrl} nextUrl={props.nextUrl} />
      </Section>
      <RunFacts {...props} />
    </AdminPage>
  );
}
