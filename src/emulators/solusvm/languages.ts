/** The languages a user can have. Their fields are confirmed, which ones a panel has is not. */
export const LANGUAGES = [
  { id: 1, name: 'English', locale: 'en_US', country: 'us', icon: null },
  { id: 2, name: 'Deutsch', locale: 'de_DE', country: 'de', icon: null },
  { id: 3, name: 'Français', locale: 'fr_FR', country: 'fr', icon: null },
] as const;

export function isLanguage(id: number): boolean {
  return LANGUAGES.some((language) => language.id === id);
}
