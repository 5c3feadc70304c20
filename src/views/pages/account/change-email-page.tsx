import type { LinkState } from '#core/enrolment/link.ts';
import { AccountCard } from '#views/components/account-card.tsx';
import { Field } from '#views/components/field.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import { Notice } from '#views/components/notice.tsx';
import type { Frame } from '#views/frame.ts';

export interface ChangeEmailPageProps {
  readonly frame: Frame;
  readonly email: string;
  readonly value?: string;
  readonly error?: string | undefined;
  readonly waitMs?: number | undefined;
}

export function ChangeEmailPage({ frame, email, value = '', error, waitMs }: ChangeEmailPageProps) {
  const { language } = frame;
  const { changeEmail: texts, signIn } = language.texts;
  return (
    <AccountCard frame={frame} title={texts.title} lead={texts.lead(<strong>{email}</strong>)}>
      {waitMs !== undefined && (
        <Notice kind="warning" title={signIn.tooSoonTitle}>
          <p>{signIn.tooSoon(waitMs)}</p>
        </Notice>
      )}
      <form method="post" action="/account/email" class="form">
        <Field
          language={language}
          name="email"
          label={texts.newEmail}
          type="email"
          value={value}
          autocomplete="email"
          error={error}
        />
        <button type="submit" class="button wide">
          {texts.submit}
        </button>
      </form>
      <p class="hint">{texts.panelNote}</p>
    </AccountCard>
  );
}

export interface ConfirmEmailPageProps {
  readonly frame: Frame;
  readonly newEmail: string;
  readonly token: string;
}

/** Where the mailed link leads. It changes nothing by being opened: mail scanners open links. */
export function ConfirmEmailPage({ frame, newEmail, token }: ConfirmEmailPageProps) {
  const { changeEmail: texts } = frame.language.texts;
  return (
    <NarrowPage
      frame={frame}
      title={texts.confirmTitle}
      lead={texts.confirmLead(<strong>{newEmail}</strong>)}
    >
      <form method="post" action="/account/email/confirm" class="form">
        <input type="hidden" name="token" value={token} />
        <button type="submit" class="button wide">
          {texts.confirmSubmit}
        </button>
      </form>
    </NarrowPage>
  );
}

export interface EmailProblemPageProps {
  readonly frame: Frame;
  readonly problem: Exclude<LinkState, 'valid'>;
}

export function EmailProblemPage({ frame, problem }: EmailProblemPageProps) {
  const { account, changeEmail, login } = frame.language.texts;
  const { title, lead } = changeEmail.problems[problem];
  return (
    <NarrowPage frame={frame} title={title} lead={lead}>
      <a class="button wide" href={frame.client ? '/account' : '/login'}>
        {frame.client ? account.title : login.title}
      </a>
    </NarrowPage>
  );
}
