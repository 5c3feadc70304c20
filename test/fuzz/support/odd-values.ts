// What outside data may be made of, as those would choose it who want a parser to fall.
import fc from 'fast-check';

/** Opens an element wherever it reaches a page unescaped; `markupIn` looks for it. */
export const MARKUP = '"\'><zq onload=x>';

const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length'];

const ODD_TEXTS = [
  ...NAMES,
  ...['', ' ', '\0', '\u200b', '\ufeff', '\u202e', '\ud800', '\udfff', '\ufffd', 'ﬃ', 'İ', '💸'],
  ...['e\u0301', '٣', '１２', '0x10', '1e309', '-0', '00', '+1', '1_000', '1,5', '.5', 'NaN'],
  ...['null', 'true', 'undefined', '[object Object]', '9007199254740993', '-9223372036854775808'],
  ...['../../etc/passwd', '//evil.test', '\\\\evil.test', 'javascript:alert(1)', '%00', '%', '%ff'],
  ...[
    "' OR 1=1 --",
    '{{7*7}}',
    '$' + '{7}',
    '\r\nSet-Cookie: a=b',
    MARKUP,
    '<!doctype html><html>',
  ],
  ...['2026-13', '2026-00', '0000-01', '9999-12', '2026-02-30', '=cmd|x', 'a@b', '@', '"@"@x.test'],
];

const SURROGATES = { from: 0xd800, count: 0x800 };

const LONG_TEXTS = [
  'a',
  '0',
  '9',
  ' ',
  '"',
  '\\',
  '<',
  '-',
  '.',
  '@',
  '[',
  '{',
  '(',
  '\u0301',
  'é',
];

/** Any text but for halves of surrogate pairs. The library's own unit lists all of Unicode first, which takes a second. */
const codePoint = fc
  .integer({ min: 0, max: 0x10_ffff - SURROGATES.count })
  .map((n) => String.fromCodePoint(n < SURROGATES.from ? n : n + SURROGATES.count));

export const oddText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ODD_TEXTS) },
  { weight: 3, arbitrary: fc.string({ unit: codePoint, maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...ODD_TEXTS)).map((texts) => texts.join('')) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...LONG_TEXTS), fc.integer({ min: 1, max: 3_000 }))
      .map(([text, times]) => text.repeat(times)),
  },
);

/** Has a length, and no number can be compared with it. */
const INCOMPARABLE = { length: { toString: {} } };

const oddNumber = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 0.1, 1e21, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 53 + 2, 2 ** 63),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const deep = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.boolean())
  .map(([levels, isList]) => nested(levels, isList));

function nested(levels: number, isList: boolean): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = isList ? [value] : { a: value };
  return value;
}

/** As `JSON.parse` gives it: an own `__proto__` is possible, NaN is not. */
export const oddJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, false, [], {}, INCOMPARABLE),
  oddNumber,
  oddText,
  deep,
  fc.jsonValue({ maxDepth: 3 }),
  fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...NAMES), oddText), fc.jsonValue({ maxDepth: 1 })))
    .map((entries) => JSON.parse(`{${entries.map(pair).join(',')}}`) as unknown),
);

function pair([name, value]: [string, unknown]): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}
