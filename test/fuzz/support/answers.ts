// Answers of other systems as they must be, broken, or as a firewall gives them, handed over by `fetch`.
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Result } from '#core/result.ts';
import type { PortFailure } from '#ports/failure.ts';
import { jsonTextLike, textLike } from './mutations.ts';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const STATUSES = [200, 201, 204, 301, 400, 401, 403, 404, 422, 429, 500, 503, 520];
const PAGE = '<!doctype html><html><body><h1>Blocked</h1>{"id":1}</body></html>';

/** One after the other, and the last for every call beyond. */
export function answersLike(...valid: readonly unknown[]): fc.Arbitrary<readonly Answer[]> {
  const text = fc.oneof(
    { weight: 9, arbitrary: jsonTextLike(...valid) },
    { weight: 1, arbitrary: textLike(PAGE, '') },
  );
  const answer = fc.record({
    status: fc.oneof({ weight: 6, arbitrary: fc.constant(200) }, fc.constantFrom(...STATUSES)),
    type: fc.oneof(
      { weight: 6, arbitrary: fc.constant('application/json') },
      fc.constantFrom('text/html', '', 'application/problem+json; charset=x', 'APPLICATION/JSON'),
    ),
    text,
  });
  return fc.array(answer, { minLength: 1, maxLength: 4 });
}

export function fetchOf(answers: readonly Answer[]): typeof globalThis.fetch {
  let calls = 0;
  return async () => {
    const answer = answers[Math.min(calls++, answers.length - 1)];
    if (!answer) throw new TypeError('no answer');
    const { status, type, text } = answer;
    const hasBody = status !== 204 && status !== 301;
    const headers = { ...(type && { 'content-type': type }) };
    return new Response(hasBody ? text : null, { status, headers });
  };
}

/** A failure is a value that says what it means, with a code, and tells nobody's secret. */
export function expectSoundResult(
  result: Result<unknown, PortFailure & { readonly code: string }>,
): void {
  if (result.ok) return;
  const { disposition, code, detail } = result.error;
  expect(['rejected', 'unavailable', 'unknown']).toContain(disposition);
  expect(code).toMatch(/^[a-z][a-z_]*$/);
  expect(detail).not.toContain(SECRET);
}

export const SECRET = 'secret-of-the-fuzzing-suite';
