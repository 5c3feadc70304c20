import { describe, expect, it } from 'vitest';
import { acceptedLanguage, LANGUAGES, languageOf } from '#views/languages.ts';
import { phrase } from '#views/texts/phrase.ts';
import { plural } from '#views/texts/plural.ts';

describe('acceptedLanguage', () => {
  it.each([
    ['', 'en'],
    ['hi', 'hi'],
    ['hi-IN,en;q=0.8', 'hi'],
    ['HI-in', 'hi'],
    ['en-US,en;q=0.9,hi;q=0.8', 'en'],
    ['fr, hi;q=0.3, de', 'hi'],
    ['en;q=0.2, hi;q=0.7', 'hi'],
    ['hi;q=0, en', 'en'],
    ['hi;q=0', 'en'],
    ['fr', 'en'],
    ['*', 'en'],
    ['hi;q=high, en;q=0.1', 'en'],
    [';;,,q=1', 'en'],
  ])('reads %j as %s', (header, tag) => {
    expect(acceptedLanguage(header).tag).toBe(tag);
  });
});

describe('languageOf', () => {
  it('knows every language by its tag, and falls back to English', () => {
    for (const language of LANGUAGES) expect(languageOf(language.tag)).toBe(language);
    expect(languageOf('').tag).toBe('en');
    expect(languageOf('xx').tag).toBe('en');
  });
});

describe('LANGUAGES', () => {
  it.each(LANGUAGES.map((language) => [language.tag, language] as const))(
    '%s writes dates and numbers in locales that Intl knows',
    (_, { tag, dateLocale, numberLocale }) => {
      expect(new Intl.Locale(dateLocale).language).toBe(tag);
      expect(Intl.NumberFormat.supportedLocalesOf(dateLocale)).toEqual([dateLocale]);
      expect(Intl.NumberFormat.supportedLocalesOf(numberLocale)).toEqual([numberLocale]);
    },
  );
});

describe('plural', () => {
  it('chooses by the rules of the language: zero is one in Hindi and other in English', () => {
    const forms = { one: 'one', other: 'other' };
    expect([0, 1, 2].map((count) => plural('en')(count, forms))).toEqual(['other', 'one', 'other']);
    expect([0, 1, 2].map((count) => plural('hi')(count, forms))).toEqual(['one', 'one', 'other']);
  });

  it('takes the general form where a language gives no other', () => {
    expect(plural('en')(1, { other: 'other' })).toBe('other');
  });
});

describe('phrase', () => {
  it('puts what is inserted where the sentence wants it', () => {
    expect([phrase`Write to ${'x'}.`].flat().join('')).toBe('Write to x.');
  });
});
