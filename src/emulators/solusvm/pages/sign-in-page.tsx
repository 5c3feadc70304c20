import { PageFrame } from '../../page-frame.tsx';
import { ADMIN_EMAIL, ADMIN_PASSWORD } from '../initial-tables.ts';

export interface SignInPageProps {
  readonly basePath: string;
  readonly email: string;
  readonly error: string | null;
}

export function SignInPage({ basePath, email, error }: SignInPageProps) {
  return (
    <PageFrame title="Sign in to the panel" basePath={basePath}>
      <h1>You are not signed in to the panel</h1>
      <p class="note">
        This is a small stand-in for a SolusVM 2 panel. Its administrator is {ADMIN_EMAIL} with the
        password {ADMIN_PASSWORD}.
      </p>
      {error !== null && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <form method="post" action={`${basePath}/solusvm/sign-in`} class="stack card">
        <label>
          E-mail
          <input type="email" name="email" value={email} required autocomplete="username" />
        </label>
        <label>
          Password
          <input type="password" name="password" required autocomplete="current-password" />
        </label>
        <button type="submit">Sign in</button>
      </form>
    </PageFrame>
  );
}
