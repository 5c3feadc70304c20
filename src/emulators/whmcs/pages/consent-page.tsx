import { PageFrame } from '../../page-frame.tsx';

export interface ConsentPageProps {
  readonly basePath: string;
  readonly name: string;
  readonly email: string;
  /** The request for a code itself, relative to the installation. */
  readonly action: string;
}

export function ConsentPage({ basePath, name, email, action }: ConsentPageProps) {
  return (
    <PageFrame title="Sign in with your account" basePath={basePath}>
      <h1>{name} asks who you are</h1>
      <p>
        It will learn your name and your e-mail, <strong>{email}</strong>, and nothing else.
      </p>
      <form method="post" action={`${basePath}/whmcs/${action}`} class="row">
        <button type="submit" name="consent" value="yes">
          Allow
        </button>
        <button type="submit" name="consent" value="no" class="danger">
          Refuse
        </button>
      </form>
    </PageFrame>
  );
}
