import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseOutsideJson } from '#core/parse-outside-json.ts';

describe('parseOutsideJson', () => {
  it.each(['{"a":[1,null,"toString"],"b":{"é":"\\u00e9"}}', '"toString"', '[]', '0'])(
    'reads %s as JSON.parse does',
    (text) => {
      expect(parseOutsideJson(text)).toEqual(JSON.parse(text));
    },
  );

  it.each(['{"toString":1}', '{"to\\u0053tring":{}}'])('leaves the member of %s out', (text) => {
    expect(parseOutsideJson(text)).toEqual({});
  });

  it('lets zod refuse what it would trip over', () => {
    const text = '{"length":{"toString":{}}}';
    const schema = z.string().max(5);
    expect(() => schema.safeParse(JSON.parse(text))).toThrow('Cannot convert object');
    expect(schema.safeParse(parseOutsideJson(text)).success).toBe(false);
  });

  it('throws as JSON.parse does', () => {
    expect(() => parseOutsideJson('{')).toThrow(SyntaxError);
    expect(() => parseOutsideJson('\\u')).toThrow(SyntaxError);
  });
});
