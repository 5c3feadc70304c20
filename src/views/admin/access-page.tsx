import type { Role } from '#core/operators/role.ts';
import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { AdminPage } from '#views/admin/admin-page.tsx';
import { Section, Tag } from '#views/admin/section.tsx';
import { WaysIn } from '#views/admin/ways-in.tsx';
import { Field } from '#views/components/field.tsx';
import { Notice } from '#views/components/notice.tsx';
import { PasskeyForm } from '#views/components/passkey-form.tsx';
import { TableHead } from '#views/components/table-head.tsx';

export interface KeyView {
  readonly kid: string;
  readonly role: Role;
}

export interface OperatorPasskeyView {
  readonly credentialId: string;
  readonly kid: string;
  readonly name: string;
  readonly addedAtMs: number;
  readonly lastUsedAtMs: number | null;
}

export interface OperatorSessionView {
  readonly id: string;
  readonly kid: string;
  readonly means: 'key' | 'passkey';
  readonly openedAtMs: number;
  readonly seenAtMs: number;
  readonly network: string;
  readonly device: string;
}

export interface AccessPageProps {
  readonly frame: AdminFrame;
  readonly keys: readonly KeyView[];
  readonly passkeys: readonly OperatorPasskeyView[];
  readonly sessions: readonly OperatorSessionView[];
  /** Id of the session that looks at the page. */
  readonly here: string;
  /** Whoever looks has proved lately who they are: without that nothing is added. */
  readonly isProved: boolean;
  readonly fault?: 'not_genuine' | 'too_many' | undefined;
}

const FAULTS = {
  not_genuine: 'The passkey was not accepted. Try again.',
  too_many: 'There are twenty already. Remove one that is no longer used.',
} as const;

/** Who can get into this area, and how. */
export function AccessPage(props: AccessPageProps) {
  const { frame, fault } = props;
  return (
    <AdminPage
      frame={frame}
      title="Access"
      lead="Who can get in here. A key that is taken out of ADMIN_JWKS is out at once, with its sessions and its passkeys."
      scriptUrl="/assets/passkeys.js"
      notices={
        fault && (
          <Notice kind="problem" title="Nothing was added">
            <p>
              {FAULTS[fault]} <code>{fault}</code>
            </p>
          </Notice>
        )
      }
    >
      <Sessions {...props} />
      <Passkeys {...props} />
      <Keys {...props} />
    </AdminPage>
  );
}

function Sessions({ frame, sessions, here }: AccessPageProps) {
  return (
    <Section id="sessions" title="Open sessions" hint="A session ends an hour after it was opened.">
      <WaysIn
        frame={frame}
        columns={['Key', 'Opened with', 'From', 'Opened', 'Last seen']}
        ways={sessions.map(({ id, kid, means, device, network, openedAtMs, seenAtMs }) => ({
          id,
          kid,
          name: kid,
          about: [means, [device || 'unknown browser', network].filter(Boolean).join(', ')],
          sinceMs: openedAtMs,
          lastUsedAtMs: seenAtMs,
          inWords: `the session of ${kid}`,
          isHere: id === here,
        }))}
        end={{ action: '/admin/passkeys/sessions', field: 'session', verb: 'End' }}
      />
    </Section>
  );
}

function Passkeys({ frame, passkeys, isProved }: AccessPageProps) {
  return (
    <Section
      id="passkeys"
      title="Passkeys"
      hint="A passkey stands for the key that is signed in while it is added: later it is enough by itself."
    >
      {passkeys.length > 0 && (
        <WaysIn
          frame={frame}
          columns={['Name', 'Stands for', 'Added', 'Last used']}
          ways={passkeys.map(({ credentialId, kid, name, addedAtMs, lastUsedAtMs }) => ({
            id: credentialId,
            kid,
            name,
            about: [kid],
            sinceMs: addedAtMs,
            lastUsedAtMs,
            inWords: name,
          }))}
          end={{ action: '/admin/passkeys/remove', field: 'passkey', verb: 'Remove' }}
        />
      )}
      {isProved ? (
        <AddPasskey frame={frame} />
      ) : (
        <p>
          <a class="button secondary" href="/admin/confirm?next=/admin/passkeys">
            Confirm that it is you, to add a passkey
          </a>
        </p>
      )}
    </Section>
  );
}

function AddPasskey({ frame }: Pick<AccessPageProps, 'frame'>) {
  return (
    <>
      <p class="hint" data-without-passkeys>
        This browser has no passkeys, or does not run scripts.
      </p>
      <PasskeyForm action="/admin/passkeys" ceremony="create" button="Add a passkey">
        <Field
          language={frame.language}
          name="name"
          label="Name of the new passkey"
          hint="So that you know it again, such as “laptop”."
          autocomplete="off"
          maxLength={60}
          optional
        />
      </PasskeyForm>
    </>
  );
}

function Keys({ keys }: AccessPageProps) {
  return (
    <Section
      id="keys"
      title="Admin keys"
      hint={
        <>
          Their public parts stand in <code>ADMIN_JWKS</code>; nothing here can add one.{' '}
          <code>npx postmeter key NAME</code> makes one, with <code>--reader</code> for one that
          changes nothing.
        </>
      }
    >
      <table class="table">
        <TableHead columns={['Key', 'Role']} />
        <tbody>
          {keys.map(({ kid, role }) => (
            <tr>
              <th scope="row">{kid}</th>
              <td>
                <Tag tone={role === 'operator' ? 'good' : 'plain'}>{role}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
