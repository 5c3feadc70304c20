import { AccountCard } from '#views/components/account-card.tsx';
import { Field } from '#views/components/field.tsx';
import { Notice } from '#views/components/notice.tsx';
import { PasskeyForm } from '#views/components/passkey-form.tsx';
import { TryAgain } from '#views/components/try-again.tsx';
import type { Frame } from '#views/frame.ts';

export interface ConfirmPageProps {
  readonly frame: Frame;
  /** Path of ours to go on to. */
  readonly next: string;
  readonly problem?:
    | 'wrong_password'
    | 'not_genuine'
    | 'try_again'
    | { readonly waitMs: number }
    | undefined;
}

/** Asked before anything about logging in is changed, unless it was answered a few minutes ago. */
export function ConfirmPage({ frame, next, problem }: ConfirmPageProps) {
  const { language } = frame;
  const { confirm: texts, signIn, fields } = language.texts;
  return (
    <AccountCard frame={frame} title={texts.title} lead={texts.lead} withPasskeys>
      {typeof problem === 'object' && (
        <Notice kind="warning" title={signIn.tooSoonTitle}>
          <p>{signIn.tooSoon(problem.waitMs)}</p>
        </Notice>
      )}
      {problem === 'try_again' && <TryAgain language={language} />}
      {problem === 'not_genuine' && (
        <Notice kind="problem">
          <p>{signIn.passkeyFailed}</p>
        </Notice>
      )}
      <form method="post" action="/account/confirm" class="form">
        <input type="hidden" name="next" value={next} />
        <Field
          language={language}
          name="password"
          label={fields.password}
          type="password"
          autocomplete="current-password"
          error={problem === 'wrong_password' ? texts.wrong : undefined}
        />
        <button type="submit" class="button wide">
          {texts.submit}
        </button>
      </form>
      <PasskeyForm action="/account/confirm/passkey" ceremony="get" button={texts.orPasskey}>
        <input type="hidden" name="next" value={next} />
      </PasskeyForm>
    </AccountCard>
  );
}
