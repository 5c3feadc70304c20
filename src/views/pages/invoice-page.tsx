import type { Child } from 'hono/jsx';
import { TELLING_PAYMENTS } from '#core/invoicing/document-state.ts';
import type { Line } from '#core/invoicing/rate.ts';
import { InvoiceLines } from '#views/components/invoice-lines.tsx';
import type { InvoiceSummary } from '#views/components/invoice-table.tsx';
import { Notice } from '#views/components/notice.tsx';
import { PayForm } from '#views/components/pay-form.tsx';
import { StateMark } from '#views/components/state-mark.tsx';
import { formatDate, formatMoney, formatMonth, formatMonthDays } from '#views/format.ts';
import type { Frame } from '#views/frame.ts';
import type { Language } from '#views/languages.ts';
import { Layout } from '#views/layout.tsx';

export type InvoiceView = InvoiceSummary & {
  readonly seller: { readonly name: string; readonly address: string; readonly email: string };
  readonly client: { readonly name: string; readonly company: string; readonly email: string };
  /** Decimal text, in the currency of the total. */
  readonly tokenPrice: string;
  readonly lines: readonly Line[];
  /** Of the frozen usage that it was made from. */
  readonly itemHash: string;
  /** Line by line; none where there is nothing to say. */
  readonly howToPay: readonly string[];
};

export interface InvoicePageProps {
  readonly frame: Frame;
  readonly invoice: InvoiceView;
}

/** As which the document can be taken along: for people, for spreadsheets. */
const FILES = [
  ['PDF', 'pdf'],
  ['CSV', 'csv'],
] as const;

/** One issued invoice, made to be read on a screen and printed on A4 or Letter. */
export function InvoicePage({ frame, invoice }: InvoicePageProps) {
  const { language } = frame;
  const { invoice: texts, documents } = language.texts;
  const address = `/invoices/${encodeURIComponent(invoice.id)}`;
  const name = documents[invoice.kind];
  return (
    <Layout frame={frame} title={`${name} ${invoice.number}`}>
      <div class="width stack">
        <div class="invoice-bar no-print">
          <a href="/invoices">{texts.back}</a>
          <p class="files">
            {FILES.map(([type, extension]) => (
              <a class="button secondary small" href={`${address}.${extension}`}>
                {type}
              </a>
            ))}
          </p>
        </div>
        <article class="card invoice">
          <div class="invoice-head">
            <div>
              <h1>
                {name} <span class="invoice-number">{invoice.number}</span>
              </h1>
              <p class="lead">{texts.month(formatMonth(invoice.month, language))}</p>
            </div>
            <div class="invoice-total">
              <p class="label">{texts.total}</p>
              <p class="big">{formatMoney(invoice.total, language)}</p>
              <p>
                {invoice.kind === 'credit_note'
                  ? texts.nothingToPay
                  : texts.dueOn(formatDate(invoice.dueAtMs, invoice.timeZone, language))}
              </p>
              {TELLING_PAYMENTS.some((payment) => payment === invoice.state) && (
                <p>
                  <StateMark language={language} state={invoice.state} />
                </p>
              )}
              {invoice.isPayable && (
                <div class="no-print">
                  <PayForm language={language} invoiceId={invoice.id} />
                </div>
              )}
            </div>
          </div>
          {invoice.kind !== 'invoice' && (
            <Notice kind="info">
              <p>
                {texts.corrects[invoice.kind](formatMonth(invoice.month, language))}{' '}
                {texts.difference}
              </p>
            </Notice>
          )}
          <Parties language={language} invoice={invoice} />
          <Facts language={language} invoice={invoice} />
          <InvoiceLines language={language} lines={invoice.lines} total={invoice.total} />
          <HowToPay language={language} invoice={invoice} />
          <Notes language={language} invoice={invoice} />
        </article>
        <p class="hint no-print">
          {texts.keep(<a href={`${address}.json`}>{texts.verificationFile}</a>)}
        </p>
      </div>
    </Layout>
  );
}

interface PartProps {
  readonly language: Language;
  readonly invoice: InvoiceView;
}

function Parties({ language, invoice: { seller, client } }: PartProps) {
  const texts = language.texts.invoice;
  return (
    <div class="parties">
      <section aria-labelledby="from-title">
        <h2 id="from-title" class="label">
          {texts.from}
        </h2>
        <p class="strong">
          <bdi>{seller.name}</bdi>
        </p>
        <p class="address" dir="auto">
          {seller.address}
        </p>
        <p>{seller.email}</p>
      </section>
      <section aria-labelledby="to-title">
        <h2 id="to-title" class="label">
          {texts.to}
        </h2>
        <p class="strong">
          <bdi>{client.company || client.name}</bdi>
        </p>
        {client.company && (
          <p>
            <bdi>{client.name}</bdi>
          </p>
        )}
        <p>{client.email}</p>
      </section>
    </div>
  );
}

function Facts({ language, invoice }: PartProps) {
  const texts = language.texts.invoice;
  const { timeZone } = invoice;
  return (
    <dl class="facts">
      <Fact name={texts.issued}>{formatDate(invoice.issuedAtMs, timeZone, language)}</Fact>
      <Fact name={texts.period}>{formatMonthDays(invoice.month, language)}</Fact>
      <Fact name={texts.timeZone}>{timeZone}</Fact>
      <Fact name={texts.tokenPrice}>
        {invoice.tokenPrice} {invoice.total.currency}
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

function HowToPay({ language, invoice: { howToPay } }: PartProps) {
  if (howToPay.length === 0) return null;
  return (
    <section aria-labelledby="how-to-pay-title">
      <h2 id="how-to-pay-title" class="label">
        {language.texts.invoice.howToPay}
      </h2>
      <p class="address" dir="auto">
        {howToPay.join('\n')}
      </p>
    </section>
  );
}

function Notes({ language, invoice: { kind, seller, itemHash } }: PartProps) {
  const texts = language.texts.invoice;
  return (
    <div class="small-print">
      <p>{texts.rounding}</p>
      <p>{texts.checksum(<code>{itemHash}</code>)}</p>
      <p>{texts.questions[kind](seller.email)}</p>
    </div>
  );
}
