import type { CurrencyTotal } from '#core/invoicing/manifest.ts';
import type { RunState } from '#core/invoicing/run-state.ts';
import type { BillingMonth } from '#core/month.ts';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { RunStateTag } from '#views/admin/run-state-tag.tsx';
import { Section, Tag } from '#views/admin/section.tsx';
import { When } from '#views/admin/when.tsx';
import { Notice } from '#views/components/notice.tsx';
import { formatLocalDate, formatMoney, formatMonth, formatNumber } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';

/** Something that somebody has to look at, and where it is mended. */
export interface Concern {
  readonly what: string;
  readonly count: number;
  /** A sentence: what it means, or what ends it. */
  readonly meaning: string;
  readonly url: string;
  readonly tone: 'warning' | 'problem';
}

export interface StepView {
  readonly step: string;
  readonly ok: boolean;
  readonly did: string;
  /** When what made it fail was over; undefined where it did not fail, or is open still. */
  readonly settledAtMs: number | undefined;
}

export interface OverviewPageProps {
  readonly frame: AdminFrame;
  readonly month: BillingMonth;
  /** The day that costs are known up to; undefined on the 1st. */
  readonly costsUntil: string | undefined;
  readonly costs: readonly {
    readonly currency: CurrencyTotal['currency'];
    readonly clients: number;
    readonly costMinor: number;
  }[];
  readonly enrolled: number;
  /** More clients are being read; the page comes again. */
  readonly isReading: boolean;
  readonly lastMonth: BillingMonth;
  readonly billed: readonly CurrencyTotal[];
  readonly concerns: readonly Concern[];
  readonly stopped:
    | { readonly system: string; readonly code: string; readonly sinceMs: number }
    | undefined;
  readonly lastRun:
    | {
        readonly id: string;
        readonly month: BillingMonth;
        readonly state: RunState;
        readonly stuck: boolean;
        readonly issued: number;
        readonly touchedAtMs: number;
      }
    | undefined;
  readonly automation:
    | {
        readonly startedAtMs: number;
        readonly trigger: string;
        readonly steps: readonly StepView[];
      }
    | undefined;
}

/** What there is to know and to do today. */
export function OverviewPage(props: OverviewPageProps) {
  const { frame, concerns, stopped, automation } = props;
  return (
    <AdminPage
      frame={frame}
      title="Overview"
      notices={
        stopped && (
          <Notice kind="problem" title={`Deliveries to ${stopped.system} are stopped`}>
            <p>
              It has refused us since <When atMs={stopped.sinceMs} timeZone={frame.timeZone} />{' '}
              <code>{stopped.code}</code>. <a href="/admin/deliveries">Look at the deliveries</a>
            </p>
          </Notice>
        )
      }
    >
      <Figures {...props} />
      <Section id="concerns" title="To look at">
        {concerns.length === 0 ? (
          <p>Nothing waits for you.</p>
        ) : (
          <ConcernTable concerns={concerns} />
        )}
      </Section>
      <div class="columns">
        <LastRun {...props} />
        <Section id="automation" title="Last daily automation">
          {automation ? (
            <Automation automation={automation} timeZone={frame.timeZone} />
          ) : (
            <p>
              It has not run yet. It runs each day at 01:15 UTC, or by hand:{' '}
              <code>npx postmeter automation</code>
            </p>
          )}
        </Section>
      </div>
    </AdminPage>
  );
}

function Figures(props: OverviewPageProps) {
  const { month, costs, costsUntil, enrolled, isReading, lastMonth, billed } = props;
  const monthName = formatMonth(month, ENGLISH);
  const read = costs.reduce((sum, { clients }) => sum + clients, 0);
  const known = `${formatNumber(read, ENGLISH)} of ${formatNumber(enrolled, ENGLISH)} clients${isReading ? ', reading on' : ''}`;
  return (
    <div class="figures">
      {costs.map(({ currency, costMinor }) => (
        <div class="figure-card">
          <span class="label">{monthName} so far</span>
          <span class="big">{formatMoney({ currency, amountMinor: costMinor }, ENGLISH)}</span>
          <span class="hint">
            to the end of {formatLocalDate(costsUntil ?? '', ENGLISH)}; {known}
          </span>
        </div>
      ))}
      {costs.length === 0 && (
        <div class="figure-card">
          <span class="label">{monthName} so far</span>
          <span class="big">–</span>
          <span class="hint">
            {costsUntil === undefined ? 'known when its first day is over' : known}
          </span>
        </div>
      )}
      {billed.map(({ currency, amountMinor, invoices }) => (
        <a class="figure-card" href={`/admin/documents?month=${lastMonth}`}>
          <span class="label">{formatMonth(lastMonth, ENGLISH)} billed</span>
          <span class="big">{formatMoney({ currency, amountMinor }, ENGLISH)}</span>
          <span class="hint">{formatNumber(invoices, ENGLISH)} documents</span>
        </a>
      ))}
      <a class="figure-card" href="/admin/clients?state=enrolled">
        <span class="label">Enrolled clients</span>
        <span class="big">{formatNumber(enrolled, ENGLISH)}</span>
      </a>
    </div>
  );
}

function ConcernTable({ concerns }: { readonly concerns: readonly Concern[] }) {
  return (
    <table class="table stacked in-lines">
      <tbody>
        {concerns.map(({ what, count, meaning, url, tone }) => (
          <tr>
            <th scope="row" class="nowrap">
              <Tag tone={tone}>{formatNumber(count, ENGLISH)}</Tag> <a href={url}>{what}</a>
            </th>
            <td>{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LastRun({ frame, lastRun }: OverviewPageProps) {
  return (
    <Section id="last-run" title="Last run" action={<a href="/admin/runs">All runs</a>}>
      {lastRun ? (
        <>
          <p>
            <a href={`/admin/runs/${lastRun.id}`}>{formatMonth(lastRun.month, ENGLISH)}</a>{' '}
            <RunStateTag state={lastRun.state} /> {lastRun.stuck && <Tag tone="warning">Stuck</Tag>}
          </p>
          <p class="hint">
            {formatNumber(lastRun.issued, ENGLISH)}{' '}
            {lastRun.issued === 1 ? 'document' : 'documents'} made; last touched{' '}
            <When atMs={lastRun.touchedAtMs} timeZone={frame.timeZone} />
          </p>
        </>
      ) : (
        <p>No month was invoiced here yet.</p>
      )}
    </Section>
  );
}

function Automation({
  automation: { startedAtMs, trigger, steps },
  timeZone,
}: {
  readonly automation: NonNullable<OverviewPageProps['automation']>;
  readonly timeZone: string;
}) {
  return (
    <>
      <p class="hint">
        <When atMs={startedAtMs} timeZone={timeZone} />, by {trigger}
      </p>
      <table class="table">
        <tbody>
          {steps.map((step) => (
            <tr>
              <th scope="row">{step.step}</th>
              <td>
                <Settled step={step} timeZone={timeZone} /> {step.did}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Of a step that failed, whether somebody still has to look. */
function Settled({
  step: { ok, settledAtMs },
  timeZone,
}: {
  readonly step: StepView;
  readonly timeZone: string;
}) {
  if (ok) return null;
  if (settledAtMs === undefined) return <Tag tone="problem">needs a look</Tag>;
  return (
    <>
      <Tag tone="good">settled</Tag>{' '}
      <span class="document-kind">
        <When atMs={settledAtMs} timeZone={timeZone} />
      </span>
    </>
  );
}
