import type { Child } from 'hono/jsx';
import type { CurrencyTotal, TotalDifference } from '#core/invoicing/manifest.ts';
import type { PlanEntry } from '#core/invoicing/plan-entry.ts';
import type { Outcome } from '#core/invoicing/plan-item.ts';
import type { RunState } from '#core/invoicing/run-state.ts';
import { type BillingMonth, monthBefore } from '#core/month.ts';
import { Notice } from '#views/components/notice.tsx';
import { RunProgress, type RunProgressProps } from '#views/components/run-progress.tsx';
import {
  CountsTable,
  ItemsTable,
  type ParkedRow,
  ParkedTable,
  TotalsTable,
} from '#views/components/run-tables.tsx';
import { formatMonth, formatNumber } from '#views/format.ts';
import type { Frame } from '#views/frame.ts';
import { ENGLISH } from '#views/languages.ts';
import { Layout } from '#views/layout.tsx';

export interface RunPageProps {
  readonly frame: Frame;
  readonly id: string;
  readonly month: BillingMonth;
  readonly state: RunState;
  readonly stuck: boolean;
  readonly failure: string;
  readonly trigger: string;
  readonly requestedBy: string;
  readonly manifest: string;
  readonly bookmark: string;
  /** Outcomes that this kind of run can have. */
  readonly counts: Readonly<Partial<Record<Outcome, number>>>;
  readonly totals: readonly CurrencyTotal[];
  readonly differences: readonly TotalDifference[];
  readonly parked: readonly ParkedRow[];
  readonly items: readonly PlanEntry[];
  /** More than the items shown here are in the CSV. */
  readonly hasMoreItems: boolean;
  readonly csvUrl: string;
  /** Where the run took two measurements; empty otherwise. */
  readonly reconciliationUrl: string;
  readonly progress: RunProgressProps;
  /** A sentence. */
  readonly numbers: string;
}

const STATES: Readonly<Record<RunState, string>> = {
  planning: 'The plan is being made.',
  planning_failed: 'Planning stopped; the next automation or override goes on with it.',
  planned: 'The plan is complete and waits for its approval.',
  executing: 'The plan is being executed.',
  execution_failed: 'Executing stopped; the next automation or override goes on with it.',
  executed: 'The plan was executed.',
  superseded: 'A newer plan took the place of this one. It cannot be executed any more.',
};

/** Where a run stands, in a sentence. */
export function runSentence(state: RunState, trigger: string): string {
  return trigger === 'shadow' ? SHADOW : STATES[state];
}

const SHADOW =
  'A shadow: what we would bill where the add-on before us does. It is compared, and never executed.';

/** A run as an operator decides by it: what it would do, beside the month before, and whom it holds back. */
export function RunPage(props: RunPageProps) {
  const { frame, month, state, stuck, failure, progress, parked, items } = props;
  const moreParked = (props.counts.parked ?? 0) - parked.length;
  return (
    <Layout frame={{ ...frame, language: ENGLISH }} title={`Plan for ${month}`} forOperators>
      <div class="width stack run">
        <div>
          <h1>Plan for {formatMonth(month, ENGLISH)}</h1>
          <p class="lead">{runSentence(state, props.trigger)}</p>
        </div>
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
        <RunProgress {...progress} />
        <Section id="totals" title="Totals">
          <TotalsTable {...props} monthBefore={formatMonth(monthBefore(month), ENGLISH)} />
        </Section>
        <Section id="outcomes" title="Outcomes">
          <CountsTable counts={props.counts} />
        </Section>
        {parked.length > 0 && (
          <Section id="parked" title="Parked">
            <ParkedTable parked={parked} />
            {moreParked > 0 && (
              <p class="hint">
                And {formatNumber(moreParked, ENGLISH)} more; the CSV has them all.
              </p>
            )}
          </Section>
        )}
        <Section id="items" title="Clients">
          <p class="no-print">
            <a href={props.csvUrl}>All clients with all lines (CSV)</a>
            {props.reconciliationUrl !== '' && (
              <>
                {' · '}
                <a href={props.reconciliationUrl}>Report and metering side by side</a>
              </>
            )}
          </p>
          <ItemsTable items={items} />
          {props.hasMoreItems && (
            <p class="hint">
              These are the first {formatNumber(items.length, ENGLISH)}; the CSV has them all.
            </p>
          )}
        </Section>
        <Section id="record" title="For the record">
          <RunFacts {...props} />
        </Section>
      </div>
    </Layout>
  );
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly children?: Child;
}

function Section({ id, title, children }: SectionProps) {
  return (
    <section class="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

function RunFacts({ id, trigger, requestedBy, numbers, manifest, bookmark }: RunPageProps) {
  return (
    <dl class="facts">
      <Fact name="Run">{id}</Fact>
      <Fact name="Started by">
        {trigger}, {requestedBy}
      </Fact>
      <Fact name="Numbers">{numbers}</Fact>
      <Fact name="Manifest">
        {manifest === '' ? 'When the plan is complete' : <code class="hash">{manifest}</code>}
      </Fact>
      <Fact name="Restore point">
        {bookmark === '' ? 'None recorded' : <code class="hash">{bookmark}</code>}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children?: Child }) {
  return (
    <div>
      <dt class="label">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
