// The colours of both themes, and what the provider's own colour becomes in each: as they gave it where it can be read
// (WCAG 2.2, 1.4.3: 4.5 to 1), else darker or lighter until it can.

/** Used where the provider has none of their own. */
export const DEFAULT_ACCENT = '#0b6b5d';

const READABLE = 4.5;

interface Theme {
  readonly page: string;
  readonly surface: string;
  readonly sunken: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly 'field-line': string;
  readonly problem: string;
  readonly 'problem-soft': string;
  readonly warning: string;
  readonly 'warning-soft': string;
}

export const LIGHT: Theme = {
  page: '#f6f7f7',
  surface: '#ffffff',
  sunken: '#eef1f1',
  ink: '#13201f',
  muted: '#53615f',
  line: '#dde3e2',
  'field-line': '#808c88',
  problem: '#b3261e',
  'problem-soft': '#fcebea',
  warning: '#8a5300',
  'warning-soft': '#fdf1dd',
};

export const DARK: Theme = {
  page: '#0d1413',
  surface: '#151e1d',
  sunken: '#101817',
  ink: '#e9efee',
  muted: '#a3b1af',
  line: '#283432',
  'field-line': '#6c7b78',
  problem: '#ffaba3',
  'problem-soft': '#3a1c1a',
  warning: '#f3c46d',
  'warning-soft': '#33270f',
};

export interface AccentColours {
  readonly accent: string;
  /** Under the pointer. */
  readonly 'accent-strong': string;
  /** Text on either. */
  readonly 'on-accent': string;
  /** Behind notices and numbers. */
  readonly 'accent-soft': string;
}

/** `given` is `#rrggbb`. */
export function accentColours(given: string, theme: Theme): AccentColours {
  const isDark = theme === DARK;
  const away = isDark ? '#ffffff' : '#000000';
  const start = isDark ? lifted(given) : given;
  for (let part = 0; part < 1; part += 0.02) {
    const accent = mix(start, away, part);
    const soft = mix(theme.surface, accent, isDark ? 0.18 : 0.12);
    const on = isDark ? mix(accent, '#000000', 0.85) : '#ffffff';
    const grounds = [theme.page, theme.surface, theme.sunken, soft, on];
    if (grounds.every((ground) => contrast(accent, ground) >= READABLE)) {
      return {
        accent,
        'accent-strong': mix(accent, away, 0.25),
        'on-accent': on,
        'accent-soft': soft,
      };
    }
  }
  throw new Error(`no readable shade of ${given}`); // black and white are readable in their themes
}

/** `1` to `21`, of two `#rrggbb` (WCAG 2.2, contrast ratio). */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The themes as custom properties; the dark one follows the reader's system. */
export function colourTokens(accent: string): string {
  const of = (theme: Theme) =>
    Object.entries({ ...theme, ...accentColours(accent, theme) })
      .map(([name, value]) => `--${name}:${value}`)
      .join(';');
  const shadow = '0 1px 2px #0d1f1c0d,0 6px 24px #0d1f1c0d';
  return `:root{${of(LIGHT)};--shadow:${shadow}}@media (prefers-color-scheme:dark){:root{${of(DARK)};--shadow:none}}`;
}

/** `part` of the other colour, 0 to 1, channel by channel. */
function mix(one: string, other: string, part: number): string {
  const others = channels(other);
  const mixed = channels(one).map((value, i) => value + ((others[i] ?? 0) - value) * part);
  return hex(mixed);
}

function hex(values: readonly number[]): string {
  return `#${values.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}

/** The same hue, light enough for a dark ground and a little calmer: mixed with white alone it would turn grey. */
function lifted(colour: string): string {
  const parts = channels(colour).map((value) => value / 255);
  const [most, least] = [Math.max(...parts), Math.min(...parts)];
  const lightness = (most + least) / 2;
  const chroma = most - least;
  const saturation = chroma === 0 ? 0 : chroma / (1 - Math.abs(2 * lightness - 1));
  const target = Math.max(lightness, 0.58);
  const reach = saturation * 0.75 * (1 - Math.abs(2 * target - 1));
  const lit = parts.map((part) =>
    chroma === 0 ? target : target + ((part - lightness) / chroma) * reach,
  );
  return hex(lit.map((part) => part * 255));
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(colour: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
