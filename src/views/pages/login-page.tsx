import { PASSKEYS_SCRIPT_URL } from '#views/components/account-card.tsx';
import { ChallengeField } from '#views/components/challenge-field.tsx';
import { ContinueWith } from '#views/components/continue-with.tsx';
import { Field } from '#views/components/field.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import { Notice } from '#views/components/notice.tsx';
import { PasskeyForm } from '#views/components/passkey-form.tsx';
import { TryAgain } from '#views/components/try-again.tsx';
import type { Frame } from '#views/frame.ts';
import type { Texts } from '#views/languages.ts';

export interface LoginPageProps {
  readonly frame: Frame;
  readonly values: { readonly email: string };
  readonly problem?: LoginProblem | undefined;
  readonly notice?: LoginNotice | undefined;
}

export type LoginProblem =
  | 'wrong_credentials'
  | 'session_needed'
  | 'cookies_off'
  | 'passkey_failed'
  | 'start_again'
  | 'try_again'
  | { readonly waitMs: number }
  | { readonly challenge: keyof Texts['challenge']['failures'] };

export type LoginNotice =
  | 'signed_out'
  | 'signed_out_everywhere'
  | 'password_changed'
  | 'email_changed';

export function LoginPage({ frame, values, problem, notice }: LoginPageProps) {
  const { language } = frame;
  const { login: texts, fields, signIn } = language.texts;
  return (
    <NarrowPage
      frame={frame}
      title={texts.title}
      scriptUrl={PASSKEYS_SCRIPT_URL}
      aside={texts.newHere(<a href="/signup">{texts.createAccount}</a>)}
    >
      {notice && <Good frame={frame} notice={notice} />}
      {problem && <Problem frame={frame} problem={problem} />}
      <form method="post" action="/login" class="form">
        <Field
          language={language}
          name="email"
          label={fields.email}
          type="email"
          value={values.email}
          autocomplete="username"
        />
        <Field
          language={language}
          name="password"
          label={fields.password}
          type="password"
          autocomplete="current-password"
        />
        <p class="beside-field">
          <a href="/forgot">{texts.forgotten}</a>
        </p>
        <ChallengeField frame={frame} form="login" />
        <button type="submit" class="button wide">
          {texts.title}
        </button>
      </form>
      <PasskeyForm action="/login/passkey" ceremony="get" button={signIn.orPasskey} />
      <ContinueWith frame={frame} />
    </NarrowPage>
  );
}

function Good({ frame, notice }: { readonly frame: Frame; readonly notice: LoginNotice }) {
  const { login, signIn } = frame.language.texts;
  const said: Record<LoginNotice, string> = {
    ...login.notices,
    signed_out_everywhere: signIn.signedOutEverywhere,
    email_changed: signIn.emailChanged,
  };
  return (
    <Notice kind="success">
      <p>{said[notice]}</p>
    </Notice>
  );
}

function Problem({ frame, problem }: { readonly frame: Frame; readonly problem: LoginProblem }) {
  const { login, signIn, challenge } = frame.language.texts;
  if (typeof problem === 'object' && 'challenge' in problem) {
    return (
      <Notice kind="problem" title={login.failedTitle}>
        <p>{challenge.failures[problem.challenge]}</p>
      </Notice>
    );
  }
  if (typeof problem === 'object') {
    return (
      <Notice kind="warning" title={signIn.tooSoonTitle}>
        <p>{signIn.tooSoon(problem.waitMs)}</p>
      </Notice>
    );
  }
  switch (problem) {
    case 'session_needed':
      return (
        <Notice kind="info">
          <p>{login.sessionNeeded}</p>
        </Notice>
      );
    case 'start_again':
      return (
        <Notice kind="info">
          <p>{signIn.startAgain}</p>
        </Notice>
      );
    case 'try_again':
      return <TryAgain language={frame.language} />;
    case 'cookies_off':
      return (
        <Notice kind="problem" title={signIn.cookiesOffTitle}>
          <p>{signIn.cookiesOff}</p>
        </Notice>
      );
    case 'wrong_credentials':
    case 'passkey_failed':
      return (
        <Notice kind="problem" title={login.failedTitle}>
          <p>{problem === 'passkey_failed' ? signIn.passkeyFailed : login.failed}</p>
        </Notice>
      );
  }
}
