import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '#core/api/cursor.ts';

const isWord = (part: string) => /^\w+$/.test(part);

describe('decodeCursor', () => {
  it('reads what encodeCursor writes, in letters that an address can hold', () => {
    const cursor = encodeCursor('runs', 'run_1', '2026_10');
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(decodeCursor('runs', cursor, [isWord, isWord])).toEqual(['run_1', '2026_10']);
  });

  it.each([
    ['of another list', encodeCursor('clients', 'run_1')],
    ['with a part too many', encodeCursor('runs', 'run_1', 'x')],
    ['with a part too few', encodeCursor('runs')],
    ['with a part that is not what it has to be', encodeCursor('runs', "' OR 1=1 --")],
    ['that is no base64', 'run_1!'],
    ['of an impossible length', 'cnVuc'],
    ['that is empty', ''],
    ['that is endless', 'a'.repeat(401)],
  ])('refuses one %s', (_what, cursor) => {
    expect(decodeCursor('runs', cursor, [isWord])).toBeUndefined();
  });
});
