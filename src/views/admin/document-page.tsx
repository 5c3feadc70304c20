import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { DeliveryTag, DOCUMENT_KINDS } from '#views/admin/document-table.tsx';
import { Fact, Facts, Section } from '#views/admin/section.tsx';
import { systemName } from '#views/admin/system-name.ts';
import { When } from '#views/admin/when.tsx';
import { InvoiceLines } from '#views/components/invoice-lines.tsx';
import { Notice } from '#views/components/notice.tsx';
import { StateMark } from '#views/components/state-mark.tsx';
import { formatMonth } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';
import type { InvoiceView } from '#views/pages/invoice-page.tsx';

export interface DocumentPageProps {
  readonly frame: AdminFrame;
  readonly document: InvoiceView & { readonly clientId: string; readonly runId: string };
  readonly delivery: {
    /** Name of the billing system. */
    readonly system: string;
    readonly phase: string;
    readonly problem: string;
    /** Their id; empty before it is known. */
    readonly documentId: string;
    readonly inDoubtSinceMs: number;
  };
  /** Payments are recorded by hand: with the built-in billing system. */
  readonly recordsPayments: boolean;
  readonly did: string;
}

const DID: Readonly<Record<string, string>> = {
  payment: 'Recorded.',
  delivery:
    'It is delivered again from the beginning: looked for first, and what is missing is written.',
};

/** One document: what it says, where it is in the billing system, and what an operator can do about it. */
export function DocumentPage(props: DocumentPageProps) {
  const { frame, document, did } = props;
  const { id, kind, number, month, client, total, lines } = document;
  const address = `/admin/documents/${id}`;
  return (
    <AdminPage
      frame={frame}
      title={`${DOCUMENT_KINDS[kind]} ${number}`}
      lead={`${formatMonth(month, ENGLISH)} · ${client.company || client.name}`}
      notices={
        DID[did] && (
          <Notice kind="success">
            <p>{DID[did]}</p>
          </Notice>
        )
      }
      actions={
        <>
          <a class="button secondary small" href={`${address}.pdf`}>
            PDF
          </a>
          <a class="button secondary small" href={`${address}.json`}>
            Verification file
          </a>
        </>
      }
    >
      <DocumentFacts {...props} />
      <Section id="lines" title="Lines">
        <InvoiceLines language={ENGLISH} lines={lines} total={total} />
      </Section>
    </AdminPage>
  );
}

function DocumentFacts({ frame, document, delivery, recordsPayments }: DocumentPageProps) {
  const { id, kind, clientId, runId, client, issuedAtMs, dueAtMs, timeZone, state } = document;
  const mayChange = frame.operator?.role === 'operator';
  const address = `/admin/documents/${id}`;
  return (
    <Section
      id="facts"
      title="Where it stands"
      action={<StateMark language={ENGLISH} state={state} />}
    >
      <Facts>
        <Fact name="Client">
          <a href={`/admin/clients/${clientId}`}>
            <bdi>{client.email || clientId}</bdi>
          </a>
        </Fact>
        <Fact name="Run">
          <a href={`/admin/runs/${runId}`}>{document.month}</a>
        </Fact>
        <Fact name="Issued">
          <When atMs={issuedAtMs} timeZone={timeZone} />
        </Fact>
        {kind !== 'credit_note' && (
          <Fact name="Due">
            <When atMs={dueAtMs} timeZone={timeZone} day />
          </Fact>
        )}
        <Fact name={`In ${systemName(delivery.system)}`}>
          <DeliveryTag {...delivery} />
          {delivery.documentId !== '' && (
            <span class="document-kind">no. {delivery.documentId} there</span>
          )}
          {delivery.inDoubtSinceMs > 0 && (
            <span class="document-kind">
              a write is in doubt since <When atMs={delivery.inDoubtSinceMs} timeZone={timeZone} />
            </span>
          )}
        </Fact>
        <Fact name="Hash of the frozen usage">
          <code class="hash">{document.itemHash}</code>
        </Fact>
      </Facts>
      {mayChange && (
        <div class="choices">
          {recordsPayments && kind !== 'credit_note' && (
            <a class="button secondary small" href={`${address}/payment`}>
              {state === 'paid' ? 'It is not paid after all' : 'Record that it is paid'}
            </a>
          )}
          {delivery.phase !== 'done' && (
            <form method="post" action={`${address}/deliver`}>
              <button type="submit" class="button secondary small">
                Deliver again
              </button>
            </form>
          )}
        </div>
      )}
    </Section>
  );
}
