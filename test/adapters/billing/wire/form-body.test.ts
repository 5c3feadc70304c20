import { describe, expect, it } from 'vitest';
import { formBody } from '../../../../src/adapters/billing/wire/form-body.ts';

describe('formBody', () => {
  it('writes what PHP reads', () => {
    const body = formBody({
      action: 'x y',
      vars: {
        lines: [
          { amount: '1.00', taxed: true },
          { amount: '-2', taxed: false },
        ],
      },
      left: undefined,
      count: 0,
      text: '',
    });
    expect([...body]).toEqual([
      ['action', 'x y'],
      ['vars[lines][0][amount]', '1.00'],
      ['vars[lines][0][taxed]', '1'],
      ['vars[lines][1][amount]', '-2'],
      ['vars[lines][1][taxed]', '0'],
      ['count', '0'],
      ['text', ''],
    ]);
  });
});
