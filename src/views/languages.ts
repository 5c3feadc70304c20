// The languages of pages and letters. A new one is one file in `texts/` and its name here; the compiler asks for every
// text that it lacks.
import { en } from '#views/texts/en.ts';
import { hi } from '#views/texts/hi.ts';

/** Everything that a page says. English is the measure of what there is to say. */
export type Texts = (typeof en)['texts'];

export interface Language {
  /** BCP 47: the document's `lang`, what the switch stores and what a client's row holds. */
  readonly tag: string;
  /** As its own readers call it. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** What `Intl` writes dates in: day first and the month in words. */
  readonly dateLocale: string;
  /** What `Intl` writes numbers and money in. */
  readonly numberLocale: string;
  readonly texts: Texts;
}

/** What operators' pages are written in, and what everybody reads who wants none of the others. */
export const ENGLISH: Language = en;

export const LANGUAGES: readonly Language[] = [ENGLISH, hi];

/** The language of a tag that we stored; English where it is empty or no longer spoken here. */
export function languageOf(tag: string): Language {
  return LANGUAGES.find((language) => language.tag === tag) ?? ENGLISH;
}

/**
 * The best of ours for an `Accept-Language` header (RFC 9110, 12.5.4): the highest weight wins, then the order given;
 * `hi-IN` is content with `hi`. Whatever is not readable as such a header is as good as none.
 */
export function acceptedLanguage(header: string): Language {
  const wanted = header
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return { primary: tag.split('-')[0], q: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { primary } of wanted) {
    const found = LANGUAGES.find(({ tag }) => tag === primary);
    if (found) return found;
  }
  return ENGLISH;
}
