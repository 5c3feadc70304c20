import { TERMS_KINDS, type TermsKind } from '#core/enrolment/terms.ts';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { Section, Tag } from '#views/admin/section.tsx';
import { When } from '#views/admin/when.tsx';
import { Field } from '#views/components/field.tsx';
import { Notice } from '#views/components/notice.tsx';
import { TableHead } from '#views/components/table-head.tsx';

const TERMS_NAMES: Readonly<Record<TermsKind, string>> = {
  terms_of_service: 'Terms of service',
  post_pay_terms: 'Terms of paying afterwards',
};

export interface TermsView {
  readonly kind: TermsKind;
  readonly version: string;
  /** Where the text stands; empty where it is here. */
  readonly url: string;
  readonly hash: string;
  readonly publishedAtMs: number;
  /** What clients accept now. */
  readonly isCurrent: boolean;
}

export interface TermsForm {
  readonly kind: string;
  readonly version: string;
  readonly text: string;
  readonly url: string;
}

export interface TermsPageProps {
  readonly frame: AdminFrame;
  readonly versions: readonly TermsView[];
  readonly form: TermsForm;
  readonly problem: { readonly code: string; readonly message: string } | undefined;
  readonly published: string | undefined;
}

/** Every version of the texts that clients accept. */
export function TermsPage(props: TermsPageProps) {
  const { frame, versions, published } = props;
  return (
    <AdminPage
      frame={frame}
      title="Terms"
      lead="The texts that clients accept. A version is current from the moment it is published, never changes, and clients who accepted an older one are asked again."
      notices={
        published && (
          <Notice kind="success">
            <p>Version {published} is published.</p>
          </Notice>
        )
      }
    >
      <Section id="versions" title="Versions">
        {versions.length === 0 ? (
          <p class="empty">Nothing is published yet, so nobody can sign up.</p>
        ) : (
          <VersionTable versions={versions} timeZone={frame.timeZone} />
        )}
      </Section>
      {frame.operator?.role === 'operator' && <PublishForm {...props} />}
    </AdminPage>
  );
}

interface VersionTableProps {
  readonly versions: readonly TermsView[];
  readonly timeZone: string;
}

function VersionTable({ versions, timeZone }: VersionTableProps) {
  return (
    <table class="table stacked">
      <TableHead columns={['Text', 'Version', 'Published', 'Stands', 'SHA-256', 'State']} />
      <tbody>
        {versions.map(({ kind, version, url, hash, publishedAtMs, isCurrent }) => (
          <tr>
            <th scope="row">{TERMS_NAMES[kind]}</th>
            <td>
              <a href={url === '' ? `/terms/${kind}/${version}` : url}>{version}</a>
            </td>
            <td>
              <When atMs={publishedAtMs} timeZone={timeZone} />
            </td>
            <td>{url === '' ? 'here' : new URL(url).host}</td>
            <td>
              <code title={hash}>{hash.slice(0, 12)}</code>
            </td>
            <td>{isCurrent ? <Tag tone="good">current</Tag> : <Tag>older</Tag>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PublishForm({ frame, form, problem }: TermsPageProps) {
  const { language } = frame;
  return (
    <Section
      id="publish"
      title="Publish a version"
      hint="Either the text itself or the address where it stands. There is no draft and no way back: mend a mistake with another version."
    >
      {problem && (
        <Notice kind="problem" title="Nothing was published">
          <p>
            {problem.message} <code>{problem.code}</code>
          </p>
        </Notice>
      )}
      <form method="post" action="/admin/terms" class="form">
        <div class="field">
          <label for="kind">Which text</label>
          <select id="kind" name="kind">
            {TERMS_KINDS.map((kind) => (
              <option value={kind} selected={kind === form.kind}>
                {TERMS_NAMES[kind]}
              </option>
            ))}
          </select>
        </div>
        <Field
          language={language}
          name="version"
          label="Version"
          hint="Such as 2027-01; letters, digits, points and dashes."
          value={form.version}
          autocomplete="off"
          maxLength={40}
        />
        <Field
          language={language}
          name="url"
          label="Address"
          value={form.url}
          autocomplete="off"
          maxLength={2_000}
          optional
        />
        <div class="field wide">
          <label for="text">
            Text <span class="optional">(optional)</span>
          </label>
          <p class="hint" id="text-hint">
            Plain text; an empty line begins a paragraph. Longer than 30,000 characters: use{' '}
            <code>npx postmeter terms publish --file</code>.
          </p>
          <textarea id="text" name="text" aria-describedby="text-hint">
            {form.text}
          </textarea>
        </div>
        <button type="submit" class="button">
          Publish for everybody
        </button>
      </form>
    </Section>
  );
}
