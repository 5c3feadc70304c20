import { describe, expect, it } from 'vitest';
import { createProgress, progressLine } from '../../../cli/output/progress.ts';

function recorder(isTTY: boolean) {
  const written: string[] = [];
  return { written, isTTY, write: (text: string) => written.push(text) > 0 };
}

describe('createProgress', () => {
  it('draws over itself on a terminal and leaves nothing behind', () => {
    const out = recorder(true);
    const progress = createProgress('Invoicing', out);
    progress.show(1, 2);
    progress.show(2, 2);
    progress.end();
    expect(out.written.every((text) => text.startsWith('\r') && !text.includes('\n'))).toBe(true);
    expect(out.written.at(-1)).toBe('\r\x1b[2K');
  });

  it('tells pace and remaining time, measured between what it was shown', () => {
    const out = recorder(true);
    let nowMs = 0;
    const progress = createProgress('Planning', out, () => nowMs);
    progress.show(100, 700);
    nowMs = 2_000;
    progress.show(300, 700);
    nowMs = 2_100;
    progress.show(700, 700);
    expect(out.written[0]).toMatch(/ 100 of 700$/);
    expect(out.written[1]).toMatch(/ 300 of 700, 100 a second, 4 s left$/);
    expect(out.written[2]).toMatch(/ 700 of 700, 286 a second$/);
  });

  it('tells long times in minutes, and nothing where nothing moves', () => {
    const out = recorder(false);
    let nowMs = 10_000;
    const progress = createProgress('Planning', out, () => nowMs);
    for (const done of [0, 0, 10]) {
      progress.show(done, 1_210);
      nowMs += 5_000;
    }
    expect(out.written).toEqual([
      'Planning 0 of 1210\n',
      'Planning 0 of 1210\n',
      'Planning 10 of 1210, 1 a second, 20 min left\n',
    ]);
  });

  it('prints a line now and then elsewhere', () => {
    const out = recorder(false);
    const progress = createProgress('Invoicing', out);
    progress.show(1, 2);
    progress.show(2, 2);
    progress.end();
    expect(out.written).toEqual(['Invoicing 1 of 2\n']);
  });
});

describe('progressLine', () => {
  it.each([
    [0, 0],
    [5, 5],
    [7, 5],
  ])('is full at %i of %i', (done, total) => {
    expect(progressLine('x', done, total)).toContain(`${'█'.repeat(30)} `);
  });

  it('is half full at half', () => {
    expect(progressLine('x', 1, 2)).toContain('█'.repeat(15) + '░'.repeat(15));
  });
});
