import { LANGUAGES, type Language } from '#views/languages.ts';

/** A button for each other language, in its own words. Answered with the page that it stands on. */
export function LanguageSwitch({ language }: { readonly language: Language }) {
  const others = LANGUAGES.filter(({ tag }) => tag !== language.tag);
  return (
    <form
      method="post"
      action="/language"
      class="language"
      aria-label={language.texts.layout.language}
    >
      {others.map(({ tag, name, direction }) => (
        <button type="submit" name="language" value={tag} lang={tag} dir={direction} class="quiet">
          {name}
        </button>
      ))}
    </form>
  );
}
