/** The Noto fonts (SIL Open Font License) that invoices are set in, first choice first, and the slices that others have better. */
export const FONT_FAMILIES: readonly {
  readonly name: string;
  readonly weights: readonly number[];
  readonly leaveOut?: readonly string[];
}[] = [
  { name: 'noto-sans', weights: [400, 700], leaveOut: ['devanagari'] },
  { name: 'noto-sans-devanagari', weights: [400, 700], leaveOut: ['latin', 'latin-ext'] },
  { name: 'noto-sans-arabic', weights: [400, 700], leaveOut: ['latin', 'latin-ext'] },
  {
    name: 'noto-sans-hebrew',
    weights: [400, 700],
    leaveOut: ['latin', 'latin-ext', 'cyrillic-ext', 'greek-ext'],
  },
  { name: 'noto-sans-thai', weights: [400, 700], leaveOut: ['latin', 'latin-ext'] },
  {
    name: 'noto-sans-sc',
    weights: [400],
    leaveOut: ['latin', 'latin-ext', 'cyrillic', 'vietnamese'],
  },
  {
    name: 'noto-sans-jp',
    weights: [400],
    leaveOut: ['latin', 'latin-ext', 'cyrillic', 'vietnamese'],
  },
  {
    name: 'noto-sans-kr',
    weights: [400],
    leaveOut: ['latin', 'latin-ext', 'cyrillic', 'vietnamese'],
  },
];
