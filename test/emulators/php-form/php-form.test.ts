import { describe, expect, it } from 'vitest';
import { readPhpForm } from '../../../src/emulators/php-form/php-form.ts';
import { phpJson } from '../../../src/emulators/php-form/php-json.ts';

const URLENCODED = { 'content-type': 'application/x-www-form-urlencoded' };

function post(body: BodyInit, headers?: Record<string, string>, query = ''): Request {
  const init = { method: 'POST', body, ...(headers && { headers }) };
  return new Request(`http://127.0.0.1/api${query}`, init);
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('readPhpForm', () => {
  it('nests brackets and appends where they are empty', async () => {
    const body =
      'vars[lines][0][amount]=1.5&vars[lines][0][tax]=true&vars[delivery][]=email&vars[delivery][]=paper&a%5Bb%5D=c+d';
    const form = await readPhpForm(post(body, URLENCODED));
    expect(form.kind).toBe('urlencoded');
    expect(plain(form.values)).toEqual({
      vars: {
        lines: { 0: { amount: '1.5', tax: 'true' } },
        delivery: { 0: 'email', 1: 'paper' },
      },
      a: { b: 'c d' },
    });
  });

  it('reads multipart the same way, and leaves files out', async () => {
    const data = new FormData();
    data.append('include_packs[77]', '1');
    data.append('method', 'client.get');
    data.append('file', new Blob(['x']), 'x.txt');
    const form = await readPhpForm(post(data));
    expect([form.kind, plain(form.values)]).toEqual([
      'multipart',
      { include_packs: { 77: '1' }, method: 'client.get' },
    ]);
  });

  it('lets the body win over the query', async () => {
    const form = await readPhpForm(post('call=addInvoice', URLENCODED, '?call=getClients&id=4'));
    expect(plain(form.values)).toEqual({ call: 'addInvoice', id: '4' });
    expect(plain(form.query)).toEqual({ call: 'getClients', id: '4' });
  });

  it('takes JSON for what PHP would make of it', async () => {
    const body = JSON.stringify({ a: true, b: null, c: [1, { d: 'x' }] });
    const form = await readPhpForm(post(body, { 'content-type': 'application/json' }));
    expect(plain(form.body)).toEqual({ a: '1', b: '', c: { 0: '1', 1: { d: 'x' } } });
  });

  it('drops the fields after max_input_vars', async () => {
    const body = Array.from({ length: 12 }, (_, n) => `line[${n}]=x`).join('&');
    const form = await readPhpForm(post(body, URLENCODED), 10);
    expect(Object.keys(form.values.line ?? {})).toHaveLength(10);
  });

  it('is not reached by odd names', async () => {
    const body = '__proto__[x]=1&a.b=2&c[d=3&[e]=4&=5&f[g]h=6';
    const form = await readPhpForm(post(body, URLENCODED));
    expect(({} as { x?: string }).x).toBeUndefined();
    const { __proto__: own, ...rest } = Object.fromEntries(Object.entries(form.values));
    expect(plain(rest)).toEqual({ a_b: '2', c_d: '3', f: { g: '6' } });
    expect(plain(own)).toEqual({ x: '1' });
  });

  it('makes nothing of a broken body', async () => {
    const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
    expect(plain((await readPhpForm(post('garbage', multipart))).body)).toEqual({});
    const json = { 'content-type': 'application/json' };
    expect(plain((await readPhpForm(post('{', json))).body)).toEqual({});
    expect((await readPhpForm(post('x', { 'content-type': 'text/plain' }))).kind).toBe('other');
  });
});

describe('phpJson', () => {
  it('escapes slashes and what is not ASCII, and means the same', () => {
    const value = { url: 'https://x/y', name: 'Łódź ☃ 😀' };
    expect(phpJson(value)).not.toMatch(/[^\\]\/|[\u0080-\uffff]/);
    expect(JSON.parse(phpJson(value))).toEqual(value);
  });
});
