import { describe, expect, it } from 'vitest';
import {
  type ClaimedRequest,
  decideIdempotency,
  isAnswerKept,
  parseIdempotencyKey,
} from '#core/api/idempotency.ts';

const row: ClaimedRequest = {
  claim: 'theirs',
  fingerprint: 'same',
  status: 0,
  body: '',
  contentType: '',
  leaseUntilMs: 61_500,
};
const mine = { claim: 'mine', fingerprint: 'same', nowMs: 60_000 };

describe('decideIdempotency', () => {
  it('lets whoever holds the claim do it', () => {
    expect(decideIdempotency({ ...row, claim: 'mine' }, mine)).toEqual({ kind: 'first' });
  });

  it('says until when somebody else may still be doing it', () => {
    expect(decideIdempotency(row, mine)).toEqual({ kind: 'in_progress', retryAfterSeconds: 2 });
  });

  it('repeats the answer', () => {
    const answer = { status: 201, body: '{}', contentType: 'application/json' };
    expect(decideIdempotency({ ...row, ...answer }, mine)).toEqual({ kind: 'repeat', answer });
  });

  it('refuses another request, answered or not', () => {
    for (const status of [0, 201]) {
      const other = { ...row, status, fingerprint: 'other' };
      expect(decideIdempotency(other, mine)).toEqual({ kind: 'other_request' });
    }
  });
});

describe('parseIdempotencyKey', () => {
  it('takes a quoted text and a bare one for the same', () => {
    expect(parseIdempotencyKey('"a b-1"')).toBe('a b-1');
    expect(parseIdempotencyKey('"a-1"')).toBe(parseIdempotencyKey('a-1'));
    expect(parseIdempotencyKey('x'.repeat(200))).toHaveLength(200);
  });

  it.each(['', '""', '"', 'a"b', 'a b', 'ä', 'a\tb', 'x'.repeat(201)])('refuses %j', (header) => {
    expect(parseIdempotencyKey(header)).toBeUndefined();
  });
});

describe('isAnswerKept', () => {
  it('keeps what was decided, not what went wrong with us', () => {
    expect([200, 201, 202, 404, 409, 422].filter((status) => !isAnswerKept(status))).toEqual([]);
    expect([429, 500, 502, 503].filter(isAnswerKept)).toEqual([]);
  });
});
