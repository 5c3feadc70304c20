import { describe, expect, it } from 'vitest';
import { readJson } from '../../../../src/adapters/billing/wire/read-json.ts';

describe('readJson', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ['\uFEFF {"a":1}\n', { a: 1 }],
    ['[1]', [1]],
    ['<b>Notice</b>: {x} in [y]\n{"a":{"b":[1]}}', { a: { b: [1] } }],
    ['12', 12],
  ])('reads %j', (text, expected) => {
    expect(readJson(text)).toEqual(expected);
  });

  it.each([
    [''],
    ['null'],
    ['<html></html>'],
    ['{"result":"success","client":{"id":5}'],
    ['[{"id":1}'],
    [`${'{'.repeat(50)} {"a":1}`],
    ['{"a":1} trailing'],
  ])('does not read %j', (text) => {
    expect(readJson(text)).toBeUndefined();
  });
});
