import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decoded, listOf } from '../../../../src/adapters/billing/whmcs/shapes.ts';

const shape = z.object({ clients: listOf('client', z.object({ id: z.number() })) });
const read = (clients?: unknown) => shape.parse(clients === undefined ? {} : { clients }).clients;

describe('listOf', () => {
  it.each([[''], [[]], [{}], [{ client: [] }], [{ client: '' }], [null], [undefined]])(
    'takes %j for an empty list',
    (given) => {
      expect(read(given)).toEqual([]);
    },
  );

  it.each([
    [{ client: [{ id: 1 }, { id: 2 }] }],
    [[{ id: 1 }, { id: 2 }]],
    [{ client: { 0: { id: 1 }, 1: { id: 2 } } }],
    [{ 0: { id: 1 }, 7: { id: 2 } }],
  ])('reads %j', (given) => {
    expect(read(given)).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('reads a single element without its list', () => {
    expect(read({ client: { id: 1 } })).toEqual([{ id: 1 }]);
  });

  it('refuses what is no list', () => {
    expect(shape.safeParse({ clients: 'oops' }).success).toBe(false);
    expect(shape.safeParse({ clients: { client: [{ id: 'x' }] } }).success).toBe(false);
  });
});

describe('decoded', () => {
  it('takes entities away, once', () => {
    expect(decoded('A&amp;B &lt;x&gt; &quot;y&quot; &#039;z&#39; &apos;')).toBe(
      `A&B <x> "y" 'z' '`,
    );
    expect(decoded('&amp;lt;')).toBe('&lt;');
  });
});
