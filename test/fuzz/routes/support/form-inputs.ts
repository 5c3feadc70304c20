// Posted forms: the right fields with something wrong, in every encoding that a browser has, and bodies that are no form.
import fc from 'fast-check';
import { ORIGIN } from '../../../support/world.ts';
import { jsonTextLike, textLike } from '../../support/mutations.ts';
import { MARKUP, oddText } from '../../support/odd-values.ts';
import { type FuzzedRoute, pathOf } from './routes-of.ts';

/** A valid value of every field that a page of ours has. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  accept: ['terms_of_service:1', 'post_pay_terms:1'],
  account: ['ada@example.com', 'link', 'new'],
  'amount-1': ['10', '12.50', '0.01'],
  'amount-2': ['20.00'],
  answer: [JSON.stringify({ id: 'AA', rawId: 'AA', type: 'public-key', response: {} })],
  code: ['123456', 'ABCD-EFGH-JKLM-NPQR'],
  company: ['Engines Ltd', ''],
  corrections: ['on'],
  currency: ['USD', 'EUR'],
  days: ['30'],
  description: ['Our ledger'],
  email: ['ada@example.com', 'bob@example.com'],
  event: ['invoice.issued', 'client.enrolled'],
  firstMonth: ['2026-12'],
  kind: ['terms_of_service', 'post_pay_terms'],
  language: ['en', 'hi'],
  month: ['2026-10', '2026-09'],
  name: ['Ada Lovelace'],
  next: ['/account/password', '/dashboard'],
  note: ['looked at it'],
  passkey: ['0'],
  password: ['Abcdef123', 'Ghijkl456'],
  newPassword: ['Ghijkl456'],
  price: ['0.0125', '1'],
  scope: ['clients:read', 'runs:write'],
  session: ['0'],
  state: ['paid', 'open'],
  text: ['Be kind.'],
  token: ['A'.repeat(43)],
  understood: ['on', 'yes'],
  url: ['https://hooks.example.net/postmeter'],
  version: ['2'],
};

export interface Posted {
  readonly path: string;
  readonly body: BodyInit;
  readonly headers: Readonly<Record<string, string>>;
}

const field = fc
  .constantFrom(...Object.entries(FIELDS))
  .chain(([name, values]) =>
    fc.tuple(
      fc.oneof({ weight: 20, arbitrary: fc.constant(name) }, { weight: 1, arbitrary: oddText }),
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...values) },
        { weight: 2, arbitrary: textLike(...values) },
        { weight: 1, arbitrary: fc.constantFrom(MARKUP, '//evil.test', '/\\evil.test') },
      ),
    ),
  );

/** Mostly all of them, because a page reads its own and passes over the others; sometimes some, in any order, or twice. */
const fields = fc.oneof(
  fc.array(field, { maxLength: 12 }),
  fc.array(field, { maxLength: 12 }).map((odd) => {
    const names = odd.map(([name]) => name);
    const others = Object.entries(FIELDS).filter(([name]) => !names.includes(name));
    return [...others.map(([name, [value = '']]): [string, string] => [name, value]), ...odd];
  }),
);

const TYPES = [
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-16',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
  'application/json',
];

export function posted(
  routes: readonly FuzzedRoute[],
  known: readonly string[],
): fc.Arbitrary<Posted> {
  const form = fc.oneof(
    {
      weight: 8,
      arbitrary: fields.map((list) => ({ body: new URLSearchParams(list), headers: {} })),
    },
    { weight: 1, arbitrary: fields.map((list) => ({ body: multipart(list), headers: {} })) },
    { weight: 1, arbitrary: fc.tuple(raw, fc.constantFrom(...TYPES)).map(typed) },
  );
  return fc
    .constantFrom(...routes)
    .chain((route) => fc.tuple(pathOf(route, known), form, referrer))
    .map(([path, { body, headers }, referer]) => ({
      path,
      body,
      headers: { referer, ...headers },
    }));
}

/** Some forms lead back to the page that they stood on. */
const referrer = textLike(`${ORIGIN}/terms?a=1`, `${ORIGIN}//evil.test/`, 'https://evil.test/');

const raw = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .oneof(textLike('email=ada%40example.com&password=x'), jsonTextLike({ answer: '{}' }))
    .map((text) => new TextEncoder().encode(text)),
);

function typed([body, type]: [Uint8Array, string]) {
  return { body, headers: { 'content-type': type } };
}

function multipart(list: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [given, value] of list) {
    const name = given.replaceAll('\\', '/'); // the runtime writes no name that ends in one
    if (value.length % 5 === 0) form.append(name, new File([value], 'a.txt'));
    else form.append(name, value);
  }
  return form;
}
