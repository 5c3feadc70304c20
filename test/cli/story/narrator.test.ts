import { describe, expect, it } from 'vitest';
import { createNarrator, StoryEnds } from '../../../cli/story/narrator.ts';

function narrate() {
  const lines: string[] = [];
  return { lines, narrator: createNarrator((line) => lines.push(line)) };
}

describe('createNarrator', () => {
  it('counts checks and tells the ones that do not hold', async () => {
    const { lines, narrator } = narrate();
    await narrator.step('adds up', async (tell) => {
      tell.equal('sum', { n: 2 }, { n: 2 });
      tell.equal('difference', 1, 2);
      tell.figures('1 and 1');
    });
    expect(narrator.counts()).toEqual({ passed: 1, failed: 1 });
    expect(lines.join('\n')).toMatch(
      /✗ adds up \(2 checks.*\n {6}1 and 1\n.*difference: expected 2/s,
    );
  });

  it('counts a step that throws as failed and ends the story', async () => {
    const { narrator } = narrate();
    const broken = narrator.step('breaks', async () => {
      throw new Error('no such button');
    });
    await expect(broken).rejects.toThrow(StoryEnds);
    expect(narrator.counts()).toEqual({ passed: 0, failed: 1 });
  });
});
