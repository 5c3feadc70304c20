import type { Child } from 'hono/jsx';
import { isPayable } from '#core/delivery/payment.ts';
import type { Line } from '#core/invoicing/rate.ts';
import { formatMoney } from '#core/money.ts';
import { InvoiceLines } from '#views/components/invoice-lines.tsx';
import type { InvoiceSummary } from '#views/components/invoice-table.tsx';
import { Notice } from '#views/components/notice.tsx';
import { PayForm } from '#views/components/pay-form.tsx';
import { DOCUMENT_NAMES, PAYMENT_NAMES } from '#views/documents.ts';
import { formatDate, formatMonth, formatMonthDays } from '#views/format.ts';
import type { Frame } from '#views/frame.ts';
import { Layout } from '#views/layout.tsx';

export type InvoiceView = InvoiceSummary & {
  readonly seller: { readonly name: string; readonly address: string; readonly email: string };
  readonly client: { readonly name: string; readonly company: string; readonly email: string };
  /** Decimal text, in the currency of the total. */
  readonly tokenPrice: string;
  readonly lines: readonly Line[];
  /** Of the frozen usage that it was made from. */
  readonly itemHash: string;
  readonly timeZone: string;
};

export interface InvoicePageProps {
  readonly frame: Frame;
  readonly invoice: InvoiceView;
}

/** One issued invoice, made to be read on a screen and printed on A4 or Letter. */
export function InvoicePage({ frame, invoice }: InvoicePageProps) {
  const name = DOCUMENT_NAMES[invoice.kind];
  return (
    <Layout frame={frame} title={`${name} ${invoice.number}`}>
      <div class="width stack">
        <p class="no-print">
          <a href="/dashboard">Back to the dashboard</a>
        </p>
        <article class="card invoice">
          <div class="invoice-head">
            <div>
              <h1>
                {name} <span class="invoice-number">{invoice.number}</span>
              </h1>
              <p class="lead">For {formatMonth(invoice.month)}</p>
            </div>
            <div class="invoice-total">
              <p class="label">Total</p>
              <p class="big">{formatMoney(invoice.total)}</p>
              <p>
                {invoice.kind === 'credit_note'
                  ? 'Nothing to pay'
                  : `Due on ${formatDate(invoice.dueAtMs, invoice.timeZone)}`}
              </p>
              {invoice.payment !== '' && <p>{PAYMENT_NAMES[invoice.payment]}</p>}
              {isPayable(invoice.payment) && invoice.kind !== 'credit_note' && (
                <div class="no-print">
                  <PayForm invoiceId={invoice.id} />
                </div>
              )}
            </div>
          </div>
          {invoice.kind !== 'invoice' && <Notice kind="info">{corrects(invoice)}</Notice>}
          <Parties invoice={invoice} />
          <Facts invoice={invoice} />
          <InvoiceLines lines={invoice.lines} total={invoice.total} />
          <Notes invoice={invoice} />
        </article>
        <p class="hint no-print">
          To keep a copy, print this page or save it as a PDF with your browser. Everything to
          recalculate it with is in the{' '}
          <a href={`/invoices/${encodeURIComponent(invoice.id)}.json`}>Verification file (JSON)</a>.
        </p>
      </div>
    </Layout>
  );
}

function corrects({ kind, month }: InvoiceView) {
  const of = `the invoice for ${formatMonth(month)}`;
  return (
    <p>
      {kind === 'supplement'
        ? `This supplement corrects ${of}: it adds what was missing there.`
        : `This credit note corrects ${of}: it takes back what was too much there.`}{' '}
      Each line is the difference to what was billed before.
    </p>
  );
}

function Parties({ invoice: { seller, client } }: { readonly invoice: InvoiceView }) {
  return (
    <div class="parties">
      <section aria-labelledby="from-title">
        <h2 id="from-title" class="label">
          From
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
          To
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

function Facts({ invoice }: { readonly invoice: InvoiceView }) {
  const { timeZone } = invoice;
  return (
    <dl class="facts">
      <Fact name="Issued">{formatDate(invoice.issuedAtMs, timeZone)}</Fact>
      <Fact name="Period">{formatMonthDays(invoice.month)}</Fact>
      <Fact name="Time zone">{timeZone}</Fact>
      <Fact name="Price per token">
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

function Notes({ invoice: { kind, seller, itemHash } }: { readonly invoice: InvoiceView }) {
  return (
    <div class="small-print">
      <p>
        Amounts are tokens × price per token, rounded per line. The total is the sum of the rounded
        lines.
      </p>
      <p>
        Made from usage with the checksum <code>{itemHash}</code>.
      </p>
      <p>
        Questions about this {DOCUMENT_NAMES[kind].toLowerCase()}? Write to {seller.email}.
      </p>
    </div>
  );
}
