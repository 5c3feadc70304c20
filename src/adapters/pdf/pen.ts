// Draws lines of text in whatever fonts they need.
import type PDFDocument from 'pdfkit';
import { type FontSlice, fileOf, type Weight } from './font-index.ts';
import { printable, type TextRun, visualRuns } from './text-runs.ts';
import { wrapText } from './wrap-text.ts';

type Document = InstanceType<typeof PDFDocument>;

export interface Style {
  readonly size: number;
  readonly weight?: Weight;
  readonly color?: string;
}

export interface Box {
  readonly x: number;
  readonly width: number;
  readonly align?: 'start' | 'end';
}

export const LINE_HEIGHT = 1.4;
const INK = '#1b1f24';

export class Pen {
  readonly #document: Document;
  readonly #slices: readonly FontSlice[];
  /** Runs by line: most texts of a table come more than once, and are measured before they are drawn. */
  readonly #runs = new Map<string, readonly TextRun[]>();

  constructor(document: Document, slices: readonly FontSlice[]) {
    this.#document = document;
    this.#slices = slices;
  }

  /** The lines that a text takes in a box. */
  lines(text: string, { width }: Box, style: Style): readonly string[] {
    const measure = (line: string) => this.#width(line, style);
    return wrapText(printable(text, this.#slices), width, measure);
  }

  /** Draws a text from `y` down; answers where it ends. Text of right-to-left scripts begins at the right. */
  write(text: string, box: Box, y: number, style: Style): number {
    const lines = this.lines(text, box, style);
    for (const [at, line] of lines.entries()) {
      this.#line(line, box, y + at * style.size * LINE_HEIGHT, style);
    }
    return y + lines.length * style.size * LINE_HEIGHT;
  }

  #line(line: string, { x, width, align = 'start' }: Box, y: number, style: Style): void {
    const left = align === 'end' ? x + width - this.#width(line, style) : x;
    // One base line for all fonts: their own heights differ.
    const baseLine = y + style.size * 1.1;
    let at = left;
    for (const run of this.#runsOf(line)) {
      this.#choose(run, style).fillColor(style.color ?? INK);
      const options = { lineBreak: false, baseline: 'alphabetic' as const, ...featuresOf(run) };
      this.#document.text(run.text, at, baseLine, options);
      at += this.#document.widthOfString(run.text, featuresOf(run));
    }
  }

  #width(line: string, style: Style): number {
    return this.#runsOf(line).reduce(
      (width, run) => width + this.#choose(run, style).widthOfString(run.text, featuresOf(run)),
      0,
    );
  }

  #choose({ slice }: TextRun, { size, weight = 400 }: Style): Document {
    return this.#document.font(fileOf(slice, weight), size);
  }

  #runsOf(line: string): readonly TextRun[] {
    const known = this.#runs.get(line);
    if (known) return known;
    const runs = visualRuns(line, this.#slices);
    this.#runs.set(line, runs);
    return runs;
  }
}

/** Any list of features makes PDFKit shape the run as a whole, and not word by word from the left. */
function featuresOf({ isRightToLeft }: TextRun): { features?: [] } {
  return isRightToLeft ? { features: [] } : {};
}
