import { CodeField } from '#views/components/code-field.tsx';
import { NarrowPage } from '#views/components/narrow-page.tsx';
import { Notice } from '#views/components/notice.tsx';
import type { Frame } from '#views/frame.ts';

export interface LoginCodePageProps {
  readonly frame: Frame;
  readonly problem?: 'wrong_code' | { readonly waitMs: number } | undefined;
}

/** The second half of signing in. */
export function LoginCodePage({ frame, problem }: LoginCodePageProps) {
  const { signIn: texts, login } = frame.language.texts;
  return (
    <NarrowPage
      frame={frame}
      title={texts.codeTitle}
      lead={texts.codeLead}
      aside={<a href="/login">{texts.backToLogin}</a>}
    >
      {typeof problem === 'object' && (
        <Notice kind="warning" title={texts.tooSoonTitle}>
          <p>{texts.tooSoon(problem.waitMs)}</p>
        </Notice>
      )}
      <form method="post" action="/login/code" class="form">
        <CodeField
          label={texts.code}
          hint={texts.codeHint}
          error={problem === 'wrong_code' ? texts.codeWrong : undefined}
        />
        <button type="submit" class="button wide">
          {login.title}
        </button>
      </form>
    </NarrowPage>
  );
}
