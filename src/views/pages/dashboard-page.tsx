import type { ClientState } from '#core/enrolment/client-state.ts';
import type { TermsKind, TermsVersion } from '#core/enrolment/terms.ts';
import { ClosingNotice, type ClosingView } from '#views/components/closing-notice.tsx';
import { EnrolledPanel } from '#views/components/enrolled-panel.tsx';
import { type InvoiceSummary, InvoiceTable } from '#views/components/invoice-table.tsx';
import { NotEnrolledPanel } from '#views/components/not-enrolled-panel.tsx';
import { UsageSection, type UsageView } from '#views/components/usage-section.tsx';
import type { Frame } from '#views/frame.ts';
import { Layout } from '#views/layout.tsx';

export type { InvoiceSummary } from '#views/components/invoice-table.tsx';

export interface DashboardPageProps {
  readonly frame: Frame;
  readonly client: {
    readonly name: string;
    readonly email: string;
    readonly company: string;
    readonly state: ClientState;
    readonly failure: string;
    readonly currency: string;
  };
  readonly terms: readonly TermsVersion[];
  readonly termsErrors: readonly TermsKind[];
  /** Newest first. */
  readonly invoices: readonly InvoiceSummary[];
  /** The running month; undefined for clients without a panel user. */
  readonly usage?: UsageView | undefined;
  readonly timeZone: string;
  readonly closing?: ClosingView | undefined;
  /** `onDate` as `YYYY-MM-DD`, `month` as `YYYY-MM`. */
  readonly nextInvoice?: { readonly onDate: string; readonly month: string } | undefined;
  readonly hasMoreInvoices: boolean;
}

/** Exactly one of two panels, by the client's state; below it the invoices. */
export function DashboardPage(props: DashboardPageProps) {
  const { frame, client, terms, termsErrors, nextInvoice, usage, timeZone, closing } = props;
  const { language } = frame;
  const texts = language.texts.dashboard;
  return (
    <Layout frame={frame} title={texts.title}>
      <div class="width stack">
        <div>
          <h1>{texts.hello(<bdi>{client.name}</bdi>)}</h1>
          <p class="who">
            {client.company && (
              <>
                <bdi>{client.company}</bdi> ·{' '}
              </>
            )}
            {client.email} · {texts.invoicesIn(client.currency)}
          </p>
        </div>
        {closing && <ClosingNotice language={language} closing={closing} />}
        {client.state === 'enrolled' ? (
          <EnrolledPanel language={language} nextInvoice={nextInvoice} />
        ) : (
          <NotEnrolledPanel
            frame={frame}
            state={client.state}
            failure={client.failure}
            terms={terms}
            termsErrors={termsErrors}
          />
        )}
        {usage && <UsageSection language={language} usage={usage} timeZone={timeZone} leadsOn />}
        <Invoices {...props} />
      </div>
    </Layout>
  );
}

function Invoices({ frame, invoices, hasMoreInvoices }: DashboardPageProps) {
  const { language } = frame;
  const texts = language.texts.invoices;
  return (
    <section class="card" aria-labelledby="invoices-title">
      <h2 id="invoices-title">{texts.title}</h2>
      {invoices.length === 0 ? (
        <div class="empty">
          <p class="strong">{texts.noneTitle}</p>
          <p>{texts.none}</p>
        </div>
      ) : (
        <InvoiceTable language={language} invoices={invoices} />
      )}
      {hasMoreInvoices && (
        <p class="more">
          <a href="/invoices">{texts.allInvoices}</a>
        </p>
      )}
    </section>
  );
}
