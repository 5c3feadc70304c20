import type { ClientState } from '#core/enrolment/client-state.ts';
import type { CurrencyCode } from '#core/money.ts';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { AuditList, type AuditRow } from '#views/admin/audit-list.tsx';
import { AccountFacts } from '#views/admin/client/account-facts.tsx';
import { ClientNotices } from '#views/admin/client/client-notices.tsx';
import { type LetterRow, LetterTable } from '#views/admin/client/letter-table.tsx';
import { ParkHistory, type ParkRow, type ReleaseRow } from '#views/admin/client/park-history.tsx';
import {
  type ProvisioningRow,
  ProvisioningTable,
} from '#views/admin/client/provisioning-table.tsx';
import { type SessionRow, SessionTable } from '#views/admin/client/session-table.tsx';
import { type AcceptedRow, TermsTable } from '#views/admin/client/terms-table.tsx';
import { ThisMonth } from '#views/admin/client/this-month.tsx';
import { type DocumentRow, DocumentTable } from '#views/admin/document-table.tsx';
import { Section } from '#views/admin/section.tsx';
import type { UsageView } from '#views/components/usage-section.tsx';

/** The account itself, as the page's parts need it. */
export interface ClientFacts {
  readonly id: string;
  readonly number: number;
  readonly email: string;
  readonly name: string;
  readonly company: string;
  readonly currency: CurrencyCode;
  readonly language: string;
  readonly state: ClientState;
  readonly failure: string;
  readonly panelUserId: number | null;
  readonly closingRequestedAtMs: number | null;
  readonly createdAtMs: number;
  readonly enrolledAtMs: number | null;
  readonly closedAtMs: number | null;
}

export interface ClientHistoryView {
  readonly client: ClientFacts;
  readonly terms: readonly AcceptedRow[];
  readonly provisioning: readonly ProvisioningRow[];
  readonly letters: readonly LetterRow[];
  readonly sessions: readonly SessionRow[];
  readonly passkeys: number;
  readonly secondFactorSinceMs: number | null;
  readonly recoveryCodesLeft: number;
  readonly billingLinks: readonly {
    readonly system: string;
    readonly billingClientId: string;
    readonly linkedAtMs: number;
  }[];
  readonly documents: readonly DocumentRow[];
  readonly parks: readonly ParkRow[];
  readonly releases: readonly ReleaseRow[];
  readonly budgets: readonly number[];
  readonly audit: readonly AuditRow[];
}

export interface ClientPageProps {
  readonly frame: AdminFrame;
  readonly history: ClientHistoryView;
  /** Undefined for clients without a panel user. */
  readonly usage: UsageView | undefined;
  /** Of each list; older entries are in the audit log and in the exports. */
  readonly limit: number;
  /** Name of the billing system that documents go to now. */
  readonly billingSystem: string;
  /** A code of what was just done, from the address. */
  readonly did: string;
}

/** Everything that is known of one client, the newest of each first. */
export function ClientPage(props: ClientPageProps) {
  const { frame, history, usage, limit, billingSystem, did } = props;
  const { client, documents, parks, releases, provisioning, letters, sessions, terms, audit } =
    history;
  const { timeZone } = frame;
  const mayChange = frame.operator?.role === 'operator';
  return (
    <AdminPage
      frame={frame}
      title={client.name || `Client ${client.number}`}
      lead={[client.company, client.email].filter(Boolean).join(' · ')}
      notices={<ClientNotices client={client} did={did} mayChange={mayChange} />}
    >
      <AccountFacts
        history={history}
        timeZone={timeZone}
        mayChange={mayChange}
        billingSystem={billingSystem}
      />
      {usage && <ThisMonth usage={usage} timeZone={timeZone} />}
      <Section id="documents" title="Documents">
        {documents.length === 0 ? (
          <p class="hint">None yet.</p>
        ) : (
          <DocumentTable documents={documents} />
        )}
      </Section>
      {parks.length + releases.length > 0 && (
        <ParkHistory
          clientId={client.id}
          parks={parks}
          releases={releases}
          timeZone={timeZone}
          mayChange={mayChange}
        />
      )}
      <div class="columns">
        <SessionTable sessions={sessions} timeZone={timeZone} />
        <LetterTable letters={letters} timeZone={timeZone} />
      </div>
      {provisioning.length > 0 && <ProvisioningTable tasks={provisioning} timeZone={timeZone} />}
      <TermsTable accepted={terms} timeZone={timeZone} />
      <Section
        id="audit"
        title="What happened"
        hint={`The newest ${limit} of each list are on this page.`}
        action={<a href={`/admin/audit?subject=${client.id}`}>In the audit log</a>}
      >
        {audit.length === 0 ? (
          <p class="hint">Nothing was noted.</p>
        ) : (
          <AuditList rows={audit} timeZone={timeZone} />
        )}
      </Section>
    </AdminPage>
  );
}
