import { isDeepStrictEqual } from 'node:util';
import type { Counts } from '../checks/run-checks.ts';

/** What a step says about itself: checks that count, and figures for whoever reads along. */
export interface Teller {
  /** `what` is a statement; it is told where it does not hold. */
  that(what: string, holds: boolean, seen?: unknown): void;
  equal(what: string, seen: unknown, expected: unknown): void;
  figures(text: string): void;
}

export interface Narrator {
  chapter(title: string): void;
  /** A step that throws is told, and ends the story: those after it stand on it. */
  step(title: string, play: (tell: Teller) => Promise<void>): Promise<void>;
  counts(): Counts;
}

/** The story cannot go on. Why was told. */
export class StoryEnds extends Error {}

const SEEN_CHARACTERS = 600;

export function createNarrator(print: (line: string) => void = console.log): Narrator {
  let passed = 0;
  let failed = 0;
  let steps = 0;
  return {
    counts: () => ({ passed, failed }),
    chapter: (title) => print(`\n${title}`),
    async step(title, play) {
      const startedAtMs = performance.now();
      const figures: string[] = [];
      const troubles: string[] = [];
      let checks = 0;
      const that = (what: string, holds: boolean, seen?: unknown) => {
        checks++;
        if (!holds) troubles.push(seen === undefined ? what : `${what}; seen: ${shown(seen)}`);
      };
      const equal = (what: string, seen: unknown, expected: unknown) =>
        that(
          `${what}: expected ${shown(expected)}`,
          isDeepStrictEqual(seen, expected),
          seen ?? null,
        );
      let error: unknown;
      try {
        await play({ that, equal, figures: (text) => figures.push(text) });
      } catch (thrown) {
        error = thrown;
        checks++;
        troubles.push(`stopped by ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
      }
      passed += checks - troubles.length;
      failed += troubles.length;
      const number = String(++steps).padStart(3);
      const took = Math.round(performance.now() - startedAtMs);
      print(
        `${number} ${troubles.length === 0 ? '✓' : '✗'} ${title} (${checks} checks, ${took} ms)`,
      );
      for (const text of figures) print(`      ${text}`);
      for (const text of troubles) print(`    ✗ ${text}`);
      if (error !== undefined) throw new StoryEnds();
    },
  };
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > SEEN_CHARACTERS ? `${text.slice(0, SEEN_CHARACTERS)}…` : text;
}
