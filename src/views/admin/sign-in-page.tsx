import type { AdminFrame } from '#views/admin/admin-frame.ts';
import { EntrancePage } from '#views/admin/entrance-page.tsx';
import { Notice } from '#views/components/notice.tsx';
import { PasskeyForm } from '#views/components/passkey-form.tsx';

export interface SignInPageProps {
  readonly frame: AdminFrame;
  /** `confirm`: somebody signed in proves again who they are. */
  readonly purpose: 'sign_in' | 'confirm';
  /** This page's own. */
  readonly path: string;
  /** The page comes again by itself until somebody has signed. */
  readonly isWaiting: boolean;
  readonly next: string;
  /** To be signed. */
  readonly challenge: string;
  readonly checkCode: string;
  /** The service's origin, for the command. */
  readonly origin: string;
  readonly notice?: 'passkey_failed' | 'signed_out' | undefined;
}

/** The way in: a passkey, or a command on the machine where the key is. */
export function SignInPage(props: SignInPageProps) {
  const { frame, purpose, path, isWaiting, next, notice } = props;
  const isConfirmation = purpose === 'confirm';
  return (
    <EntrancePage
      frame={frame}
      title={isConfirmation ? 'Confirm that it is you' : 'Sign in to the admin area'}
      lead={
        isConfirmation
          ? 'What comes next moves money or opens a way in. It is asked for again after five minutes.'
          : 'With a passkey that you registered here, or by signing with your admin key.'
      }
      scriptUrl="/assets/passkeys.js"
    >
      {notice && <EntranceNotice notice={notice} />}
      {!isWaiting && (
        <PasskeyForm
          action={`${path}/passkey`}
          ceremony="get"
          button={isConfirmation ? 'Confirm with a passkey' : 'Sign in with a passkey'}
        >
          <input type="hidden" name="next" value={next} />
        </PasskeyForm>
      )}
      <ByKey {...props} />
    </EntrancePage>
  );
}

function ByKey({ path, isWaiting, next, challenge, checkCode, origin }: SignInPageProps) {
  return (
    <>
      <div>
        <h2>With your admin key</h2>
        <p class="hint">
          Run this where your key is. It shows which browser asks, and signs when you say so. Open
          for five minutes.
        </p>
      </div>
      <code class="command">{`npx postmeter sign-in --url ${origin} ${challenge}`}</code>
      <p>
        The command must show this code: <strong class="check-code">{checkCode}</strong>
      </p>
      {isWaiting ? (
        <Notice kind="info">
          <p>Waiting for the signature. This page goes on by itself.</p>
        </Notice>
      ) : (
        <form method="get" action={path} class="form">
          <input type="hidden" name="next" value={next} />
          <input type="hidden" name="wait" value="yes" />
          <button type="submit" class="button secondary">
            Go on when it is signed
          </button>
        </form>
      )}
    </>
  );
}

function EntranceNotice({ notice }: { readonly notice: NonNullable<SignInPageProps['notice']> }) {
  return notice === 'signed_out' ? (
    <Notice kind="success">
      <p>You are signed out.</p>
    </Notice>
  ) : (
    <Notice kind="problem">
      <p>
        This passkey was not accepted: it is not registered here, or the key that it stands for is
        no longer configured.
      </p>
    </Notice>
  );
}
