import { describe, expect, it } from 'vitest';
import { err, ok } from '#core/result.ts';

describe('ok', () => {
  it('carries the value and nothing else', () => {
    expect(ok(3)).toStrictEqual({ ok: true, value: 3 });
  });
});

describe('err', () => {
  it('carries the refusal and nothing else', () => {
    expect(err({ reason: 'no' })).toStrictEqual({ ok: false, error: { reason: 'no' } });
  });
});
