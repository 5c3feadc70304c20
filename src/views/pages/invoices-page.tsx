import { DOCUMENT_STATES, type DocumentState } from '#core/invoicing/document-state.ts';
import { FilterLinks } from '#views/components/filter-links.tsx';
import { type InvoiceSummary, InvoiceTable } from '#views/components/invoice-table.tsx';
import type { Frame } from '#views/frame.ts';
import { Layout } from '#views/layout.tsx';

export interface InvoicesPageProps {
  readonly frame: Frame;
  /** Newest first, of the year and state that are shown. */
  readonly invoices: readonly InvoiceSummary[];
  /** Years that the client has documents of, newest first. */
  readonly years: readonly string[];
  readonly year?: string | undefined;
  readonly state?: DocumentState | undefined;
  /** Where the next page begins, if there is one. */
  readonly before?: string | undefined;
}

/** All documents of a client. Filters are links, so that each choice has an address and none needs a script. */
export function InvoicesPage(props: InvoicesPageProps) {
  const { frame, invoices, years, year, state, before } = props;
  const { language } = frame;
  const texts = language.texts.invoices;
  return (
    <Layout frame={frame} title={texts.title}>
      <div class="width stack">
        <h1>{texts.title}</h1>
        {years.length > 0 && (
          <div class="filters">
            <FilterLinks
              label={texts.filterYear}
              choices={[undefined, ...years].map((choice) => ({
                text: choice ?? texts.all,
                href: addressOf({ year: choice, state }),
                isChosen: choice === year,
              }))}
            />
            <FilterLinks
              label={texts.filterState}
              choices={[undefined, ...DOCUMENT_STATES].map((choice) => ({
                text: choice ? texts.states[choice] : texts.all,
                href: addressOf({ year, state: choice }),
                isChosen: choice === state,
              }))}
            />
          </div>
        )}
        <section class="card" aria-label={texts.title}>
          {invoices.length > 0 ? (
            <InvoiceTable language={language} invoices={invoices} />
          ) : (
            <div class="empty">
              <p class="strong">{years.length > 0 ? texts.noneFound : texts.noneTitle}</p>
              <p>{years.length > 0 ? texts.otherFilter : texts.none}</p>
            </div>
          )}
          {before && (
            <p class="more">
              <a class="button secondary small" href={addressOf({ year, state, before })}>
                {texts.older}
              </a>
            </p>
          )}
        </section>
      </div>
    </Layout>
  );
}

function addressOf(query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return given.length > 0 ? `/invoices?${new URLSearchParams(given)}` : '/invoices';
}
