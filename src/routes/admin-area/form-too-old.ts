/** Code and sentence for a form whose secret, which it brings along sealed, is no longer taken. */
export const FORM_TOO_OLD = [
  'form_too_old',
  'The page was open for too long. Nothing was made; send it once more.',
] as const;
