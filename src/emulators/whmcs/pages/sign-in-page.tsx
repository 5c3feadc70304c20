import { PageFrame } from '../../page-frame.tsx';

export interface SignInPageProps {
  readonly basePath: string;
  readonly email: string;
  readonly error: string | null;
  /** Where to go afterwards, relative to the installation. */
  readonly next: string;
}

export function SignInPage({ basePath, email, error, next }: SignInPageProps) {
  return (
    <PageFrame title="Client area" basePath={basePath}>
      <h1>Sign in to the client area</h1>
      <p class="note">This is a small stand-in for the client area of WHMCS.</p>
      {error !== null && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <form method="post" action={`${basePath}/whmcs/dologin.php`} class="stack card">
        <input type="hidden" name="next" value={next} />
        <label>
          E-mail
          <input type="email" name="username" value={email} required autocomplete="username" />
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
