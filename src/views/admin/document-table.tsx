import type { DocumentKind } from '#core/invoicing/correct.ts';
import type { DocumentState } from '#core/invoicing/document-state.ts';
import type { Money } from '#core/money.ts';
import type { BillingMonth } from '#core/month.ts';
import { Tag } from '#views/admin/section.tsx';
import { When } from '#views/admin/when.tsx';
import { StateMark } from '#views/components/state-mark.tsx';
import { figures, TableHead } from '#views/components/table-head.tsx';
import { formatMoney } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';

export interface DocumentRow {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly month: BillingMonth;
  readonly total: Money;
  readonly issuedAtMs: number;
  readonly dueAtMs: number;
  /** IANA name; the one that it was made in. */
  readonly timeZone: string;
  readonly state: DocumentState;
  /** Whose it is; left out where the page says so already. */
  readonly client?: { readonly id: string; readonly email: string };
  /** In the billing system; left out where nobody asked. */
  readonly delivery?: { readonly phase: string; readonly problem: string };
}

export const DOCUMENT_KINDS: Readonly<Record<DocumentKind, string>> = {
  invoice: 'Invoice',
  supplement: 'Supplement',
  credit_note: 'Credit note',
};

/** Documents with where they stand, and the files that they can be taken along as. */
export function DocumentTable({ documents }: { readonly documents: readonly DocumentRow[] }) {
  const withClient = documents.some(({ client }) => client);
  const withDelivery = documents.some(({ delivery }) => delivery);
  return (
    <table class="table stacked">
      <TableHead
        columns={[
          'Number',
          withClient && 'Client',
          'Month',
          'Issued',
          'Due',
          'Payment',
          withDelivery && 'Delivery',
          'Files',
          figures('Total'),
        ]}
      />
      <tbody>
        {documents.map((document) => (
          <Row document={document} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ document }: { readonly document: DocumentRow }) {
  const { id, kind, number, month, total, issuedAtMs, dueAtMs, timeZone, state } = document;
  const { client, delivery } = document;
  const address = `/admin/documents/${id}`;
  return (
    <tr>
      <th scope="row" class="nowrap">
        <a href={address}>{number}</a>
        {kind !== 'invoice' && <span class="document-kind">{DOCUMENT_KINDS[kind]}</span>}
      </th>
      {client && (
        <td>
          <a href={`/admin/clients/${client.id}`}>
            <bdi>{client.email}</bdi>
          </a>
        </td>
      )}
      <td class="nowrap">{month}</td>
      <td class="nowrap" data-label="Issued">
        <When atMs={issuedAtMs} timeZone={timeZone} day="short" />
      </td>
      <td class="nowrap" data-label="Due">
        {kind === 'credit_note' ? '' : <When atMs={dueAtMs} timeZone={timeZone} day="short" />}
      </td>
      <td>
        <StateMark language={ENGLISH} state={state} />
      </td>
      {delivery && (
        <td>
          <DeliveryTag {...delivery} />
        </td>
      )}
      <td class="files">
        <a href={`${address}.pdf`} aria-label={`${number} as PDF`}>
          PDF
        </a>
        <a href={`${address}.json`} aria-label={`Proof of ${number}, a verification file`}>
          Proof
        </a>
      </td>
      <td class="number">{formatMoney(total, ENGLISH)}</td>
    </tr>
  );
}

/** How far a document has come in the billing system. */
export function DeliveryTag({
  phase,
  problem,
}: {
  readonly phase: string;
  readonly problem: string;
}) {
  if (problem !== '') return <Tag tone="problem">{problem.replaceAll('_', ' ')}</Tag>;
  if (phase === 'done') return <Tag tone="good">Delivered</Tag>;
  return <Tag>{phase === 'none' ? 'Not begun' : 'Under way'}</Tag>;
}
