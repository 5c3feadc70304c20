import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { type DocumentRow, DocumentTable } from '#views/admin/document-table.tsx';
import { Pager, Section } from '#views/admin/section.tsx';
import { formatMonth } from '#views/format.ts';
import { ENGLISH } from '#views/languages.ts';

export interface DocumentsPageProps {
  readonly frame: AdminFrame;
  readonly documents: readonly DocumentRow[];
  /** Empty: of every month. */
  readonly month: string;
  /** The number that was looked for and not found; empty otherwise. */
  readonly missing: string;
  readonly firstUrl: string;
  readonly nextUrl: string;
}

/** Issued documents: of a month, or the newest of all; or one by its number. */
export function DocumentsPage(props: DocumentsPageProps) {
  const { frame, documents, month, missing, firstUrl, nextUrl } = props;
  return (
    <AdminPage frame={frame} title="Documents">
      <form method="get" action="/admin/documents" class="card inline-form">
        <div class="field">
          <label for="month">Month</label>
          <input id="month" name="month" type="month" value={month} placeholder="2026-10" />
        </div>
        <div class="field">
          <label for="q">Number</label>
          <input id="q" name="q" value={missing} maxlength={80} autocomplete="off" />
        </div>
        <button type="submit" class="button">
          Show
        </button>
      </form>
      {missing !== '' && (
        <p class="hint">
          No document has the number <bdi>{missing}</bdi>. Digits alone are looked for in this
          year’s series.
        </p>
      )}
      <Section id="documents" title={month === '' ? 'Newest first' : formatMonth(month, ENGLISH)}>
        {documents.length === 0 ? (
          <p class="hint">None.</p>
        ) : (
          <DocumentTable documents={documents} />
        )}
        <Pager firstUrl={firstUrl} nextUrl={nextUrl} />
      </Section>
    </AdminPage>
  );
}
