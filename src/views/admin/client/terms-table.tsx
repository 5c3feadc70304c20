import type { TermsKind } from '#core/enrolment/terms.ts';
import { Section } from '#views/admin/section.tsx';
import { When } from '#views/admin/when.tsx';
import { TableHead } from '#views/components/table-head.tsx';

export interface AcceptedRow {
  readonly kind: TermsKind;
  readonly version: string;
  readonly hash: string;
  readonly acceptedAtMs: number;
  readonly ip: string;
  readonly userAgent: string;
}

/** The evidence: which text was accepted when, from where and with what. */
export function TermsTable({
  accepted,
  timeZone,
}: {
  readonly accepted: readonly AcceptedRow[];
  readonly timeZone: string;
}) {
  return (
    <Section id="terms" title="Terms accepted">
      {accepted.length === 0 ? (
        <p class="hint">None.</p>
      ) : (
        <table class="table stacked">
          <TableHead columns={['Text', 'From', 'When']} />
          <tbody>
            {accepted.map(({ kind, version, hash, acceptedAtMs, ip, userAgent }) => (
              <tr>
                <th scope="row">
                  <a href={`/terms/${kind}/${encodeURIComponent(version)}`}>
                    {kind.replaceAll('_', ' ')} {version}
                  </a>
                  <code class="document-kind hash">{hash}</code>
                </th>
                <td>
                  {ip || 'not kept'}
                  <span class="document-kind">{userAgent}</span>
                </td>
                <td class="nowrap">
                  <When atMs={acceptedAtMs} timeZone={timeZone} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
