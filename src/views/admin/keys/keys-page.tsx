import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { Section, Tag } from '#views/admin/section.tsx';
import { When } from '#views/admin/when.tsx';
import { Notice } from '#views/components/notice.tsx';
import { TableHead, unseen } from '#views/components/table-head.tsx';

export interface KeyView {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly state: 'good' | 'expired' | 'revoked';
  readonly createdBy: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number | null;
  /** To the hour. */
  readonly lastUsedAtMs: number | null;
}

export interface KeysPageProps {
  readonly frame: AdminFrame;
  /** Newest first. */
  readonly keys: readonly KeyView[];
  /** The id of one that was just revoked. */
  readonly revoked: string;
}

/** Who may call the API, and for what. */
export function KeysPage({ frame, keys, revoked }: KeysPageProps) {
  const mayChange = frame.operator?.role === 'operator';
  return (
    <AdminPage
      frame={frame}
      title="API keys"
      lead={
        <>
          Programs call the API with a key of their own, which may do what its scopes say.{' '}
          <a href="/api/v1/reference">What the API can do</a>
        </>
      }
      actions={
        mayChange && (
          <a class="button small" href="/admin/keys/new">
            Make a key
          </a>
        )
      }
      notices={
        revoked !== '' && (
          <Notice kind="success">
            <p>
              The key <code>{revoked}</code> is refused from now on.
            </p>
          </Notice>
        )
      }
    >
      <Section id="keys" title="Keys">
        {keys.length === 0 ? (
          <p class="empty">There are no keys, so nobody can call the API with one.</p>
        ) : (
          <KeyTable keys={keys} timeZone={frame.timeZone} mayChange={mayChange} />
        )}
      </Section>
    </AdminPage>
  );
}

const TONES = { good: 'good', expired: 'plain', revoked: 'plain' } as const;
const STATES = { good: 'in use', expired: 'expired', revoked: 'revoked' } as const;

interface KeyTableProps {
  readonly keys: readonly KeyView[];
  readonly timeZone: string;
  readonly mayChange: boolean;
}

function KeyTable({ keys, timeZone, mayChange }: KeyTableProps) {
  return (
    <table class="table stacked">
      <TableHead
        columns={['Name', 'State', 'May', 'Made', 'Expires', 'Last used', unseen('Action')]}
      />
      <tbody>
        {keys.map((key) => (
          <tr>
            <th scope="row">
              <bdi>{key.name}</bdi>
              <p class="hint">
                <a href={`/admin/audit?actor=api:${key.id}`}>
                  <code>{key.id}</code>
                </a>
              </p>
            </th>
            <td>
              <Tag tone={TONES[key.state]}>{STATES[key.state]}</Tag>
            </td>
            <td>{key.scopes.join(', ')}</td>
            <td data-label="Made">
              <When atMs={key.createdAtMs} timeZone={timeZone} day />
              <p class="hint">{key.createdBy}</p>
            </td>
            <td data-label="Expires">
              {key.expiresAtMs === null ? (
                'never'
              ) : (
                <When atMs={key.expiresAtMs} timeZone={timeZone} day />
              )}
            </td>
            <td data-label="Last used">
              {key.lastUsedAtMs === null ? (
                'never'
              ) : (
                <When atMs={key.lastUsedAtMs} timeZone={timeZone} />
              )}
            </td>
            <td class="do">
              {mayChange && key.state === 'good' && (
                <a class="button secondary small" href={`/admin/keys/${key.id}/revoke`}>
                  Revoke<span class="visually-hidden"> {key.name}</span>
                </a>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
