import { describe, expect, it } from 'vitest';
import { groupsOf } from '#core/groups-of.ts';

describe('groupsOf', () => {
  it.each([
    [[], 2, []],
    [[1, 2], 2, [[1, 2]]],
    [[1, 2, 3], 2, [[1, 2], [3]]],
    [[1, 2, 3], 1, [[1], [2], [3]]],
  ])('cuts %j by %i into %j', (list, size, groups) => {
    expect(groupsOf(list, size)).toEqual(groups);
  });
});
