import { Notice } from '#views/components/notice.tsx';
import type { Language } from '#views/languages.ts';

/** Passwords cannot be hashed just now: nothing is wrong with what was typed, and nothing happened. */
export function TryAgain({ language }: { readonly language: Language }) {
  const { tryAgainTitle, tryAgain } = language.texts.signIn;
  return (
    <Notice kind="warning" title={tryAgainTitle}>
      <p>{tryAgain}</p>
    </Notice>
  );
}
