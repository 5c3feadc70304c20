import { Field } from '#views/components/field.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import { Notice } from '#views/components/notice.tsx';
import type { Frame } from '#views/frame.ts';

export interface LoginPageProps {
  readonly frame: Frame;
  readonly values: { readonly email: string };
  readonly problem?: 'wrong_credentials' | 'session_needed' | undefined;
  readonly notice?: 'signed_out' | 'password_changed' | undefined;
}

const NOTICES = {
  signed_out: 'You are logged out.',
  password_changed: 'Your password is changed. Please log in with the new one.',
} as const satisfies Record<NonNullable<LoginPageProps['notice']>, string>;

export function LoginPage({ frame, values, problem, notice }: LoginPageProps) {
  return (
    <NarrowPage
      frame={frame}
      title="Log in"
      aside={
        <>
          New here? <a href="/signup">Create an account</a>
        </>
      }
    >
      {notice && (
        <Notice kind="success">
          <p>{NOTICES[notice]}</p>
        </Notice>
      )}
      {problem === 'session_needed' && (
        <Notice kind="info">
          <p>Please log in to continue.</p>
        </Notice>
      )}
      {problem === 'wrong_credentials' && (
        <Notice kind="problem" title="That did not work">
          <p>The email address or the password is not right. Please try again.</p>
        </Notice>
      )}
      <form method="post" action="/login" class="form">
        <Field
          name="email"
          label="Email address"
          type="email"
          value={values.email}
          autocomplete="username"
        />
        <Field name="password" label="Password" type="password" autocomplete="current-password" />
        <p class="beside-field">
          <a href="/forgot">Forgotten your password?</a>
        </p>
        <button type="submit" class="button wide">
          Log in
        </button>
      </form>
    </NarrowPage>
  );
}
