// Passwords that everybody tries first. Lists of leaked passwords are mostly a few hundred words with digits at
// the end and letters swapped for signs, so the words are listed and the disguises undone: shorter than any list of
// the results, and it covers more of them.

/** The commonest stems of leaked passwords, in plain letters, in the languages that lead such lists. */
const STEMS = new Set(
  `password passwort passwd motdepasse contrasena senha parola heslo haslo wachtwoord пароль йцукен secret geheim
  qwerty qwertz azerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc qweasd qweasdzxc abc abcd
  abcdefgh iloveyou ichliebedich teamo tequiero welcome willkommen bienvenue hello hallo letmein admin administrator
  administration root rootroot toor user username login guest test testtest testing tester changeme default master
  superman batman spiderman pokemon naruto starwars dragon monkey shadow sunshine princess football fussball futbol
  baseball basketball hockey soccer liverpool chelsea arsenal barcelona realmadrid manchester juventus cricket india
  bharat hindustan jaishreeram krishna ganesh sairam summer winter spring autumn january february march april june
  july august september october november december monday friday sunday michael jennifer jessica ashley jordan daniel
  andrew thomas robert charlie nicole hunter harley ranger buster soccer killer pepper ginger george maggie computer
  internet google facebook samsung android iphone whatever trustno freedom flower lovely loveme babygirl chocolate
  cheese butterfly purple orange banana cookie matrix mustang ferrari mercedes porsche yamaha corvette access server
  hosting billing invoice customer client company office temp temporary temppass pass passpass mypassword
  newpassword yourpassword`.split(/\s+/),
);

/** Signs that stand for letters. */
const DISGUISES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const KEY_ROWS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
];

/** A personal text is only looked for when it is long enough not to be in a password by chance. */
const PERSONAL_MIN_CHARACTERS = 4;
/** What has to be left of a password without it. */
const REST_MIN_LETTERS = 3;

/**
 * Whether a password is among those that are tried first: a common word however dressed up, one character over and
 * over, a row of keys, or hardly more than what is `personal` (name, address, the provider's name).
 */
export function isGuessable(password: string, personal: readonly string[]): boolean {
  const folded = password.normalize('NFKC').toLowerCase();
  if (isRepetition(folded) || isKeyRow(folded)) return true;
  const bare = withoutEnds(folded);
  if ([bare, undisguised(bare), withoutEnds(undisguised(folded))].some((stem) => STEMS.has(stem))) {
    return true;
  }
  const rest = personal
    .flatMap(personalWords)
    .reduce((text, word) => text.replaceAll(word, ''), folded);
  return rest !== folded && withoutEnds(rest).length < REST_MIN_LETTERS;
}

/** Digits and signs at the beginning and the end, years and dots included, carry nothing. */
function withoutEnds(text: string): string {
  return text.replace(/^[^\p{L}]+|[^\p{L}\p{M}]+$/gu, '');
}

function undisguised(text: string): string {
  return [...text].map((sign) => DISGUISES[sign] ?? sign).join('');
}

/** `aaaaaaaa`, `abcabcabc`, `12121212`: up to four characters over and over. */
function isRepetition(text: string): boolean {
  return /^(.{1,4}?)\1+$/u.test(text);
}

/** A run along the keyboard or the alphabet, either way, and nothing else. */
function isKeyRow(text: string): boolean {
  const reversed = [...text].reverse().join('');
  return [text, reversed].some((run) => KEY_ROWS.some((row) => row.includes(run)));
}

function personalWords(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => [...word].length >= PERSONAL_MIN_CHARACTERS);
}
