import type { Language } from '#views/languages.ts';

/** The one-click login: answered with the panel, in a new tab. */
export function SignOnForm({ language }: { readonly language: Language }) {
  const { enrolledPanel, layout } = language.texts;
  return (
    <form method="post" action="/sign-on" target="_blank" class="sign-on" rel="noopener">
      <button type="submit" class="button large">
        {enrolledPanel.logIn}
        <span class="visually-hidden"> {layout.opensNewTab}</span>
      </button>
    </form>
  );
}
