import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accentColours, contrast, DARK, DEFAULT_ACCENT, LIGHT } from '#views/theme.ts';

const READABLE = 4.5;
const THEMES = [
  ['light', LIGHT],
  ['dark', DARK],
] as const;
const anyColour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('contrast', () => {
  it('is 21 for black on white and 1 for a colour on itself', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
    expect(contrast('#0b6b5d', '#0b6b5d')).toBe(1);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});

describe.each(THEMES)('the %s theme', (_, theme) => {
  it('has text that can be read on every ground, and fields with a visible edge', () => {
    for (const ground of [theme.page, theme.surface, theme.sunken]) {
      expect(contrast(theme.ink, ground)).toBeGreaterThanOrEqual(READABLE);
      expect(contrast(theme.muted, ground)).toBeGreaterThanOrEqual(READABLE);
      expect(contrast(theme.problem, ground)).toBeGreaterThanOrEqual(READABLE);
    }
    expect(contrast(theme.problem, theme['problem-soft'])).toBeGreaterThanOrEqual(READABLE);
    expect(contrast(theme.warning, theme['warning-soft'])).toBeGreaterThanOrEqual(READABLE);
    expect(contrast(theme['field-line'], theme.surface)).toBeGreaterThanOrEqual(3);
  });

  it('makes whatever colour a provider has readable, on every ground and under its own text', () => {
    fc.assert(
      fc.property(anyColour, (given) => {
        const colours = accentColours(given, theme);
        const { accent, 'accent-strong': strong, 'on-accent': on, 'accent-soft': soft } = colours;
        for (const ground of [theme.page, theme.surface, theme.sunken, soft]) {
          expect(contrast(accent, ground)).toBeGreaterThanOrEqual(READABLE);
          expect(contrast(theme.ink, soft)).toBeGreaterThanOrEqual(READABLE);
        }
        expect(contrast(on, accent)).toBeGreaterThanOrEqual(READABLE);
        expect(contrast(on, strong)).toBeGreaterThanOrEqual(READABLE);
        expect(contrast(strong, theme.page)).toBeGreaterThanOrEqual(READABLE);
      }),
    );
  });
});

describe('accentColours', () => {
  it('leaves a colour alone that can be read as it is', () => {
    expect(accentColours(DEFAULT_ACCENT, LIGHT).accent).toBe(DEFAULT_ACCENT);
    expect(accentColours('#ffe14d', LIGHT).accent).not.toBe('#ffe14d');
  });
});
