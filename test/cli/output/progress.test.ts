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
