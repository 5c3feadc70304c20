// Which language pages and letters are in, and the switch.
import { beforeEach, describe, expect, it } from 'vitest';
import { becomeClient, cookieOf, openShop } from '../support/people.ts';
import { newWorld, ORIGIN, type World } from '../support/world.ts';

const HINDI = { 'accept-language': 'hi-IN,hi;q=0.9,en;q=0.5' };

let world: World;
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
});

const languageOf = async (answer: Response) => /<html lang="(\w+)"/.exec(await answer.text())?.[1];

describe('the language of a page', () => {
  it('is the one that the browser asks for, English where it says nothing', async () => {
    expect(await languageOf(await world.get('/'))).toBe('en');
    expect(await languageOf(await world.request('/', { headers: HINDI }))).toBe('hi');
    expect(await languageOf(await world.request('/nowhere', { headers: HINDI }))).toBe('hi');
  });

  it('is what was chosen in this browser, whatever it asks for', async () => {
    const headers = { ...HINDI, cookie: 'postmeter_language=en' };
    expect(await languageOf(await world.request('/login', { headers }))).toBe('en');
  });

  it('is English for a cookie with a language that we do not speak', async () => {
    expect(await languageOf(await world.get('/login', 'postmeter_language=xx'))).toBe('en');
  });

  it('is not kept by the browser where one address has several', async () => {
    expect((await world.get('/')).headers.get('cache-control')).toBe('no-cache');
  });
});

describe('POST /language', () => {
  const choose = (language: string, headers: Record<string, string> = {}) =>
    world.request('/language', {
      method: 'POST',
      body: new URLSearchParams({ language }),
      headers,
    });

  it('keeps the choice in a cookie and leads back to the page it was made on', async () => {
    const answer = await choose('hi', { referer: `${ORIGIN}/verify?token=abc` });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/verify?token=abc');
    const cookie = cookieOf(answer, 'postmeter_language');
    expect(cookie).toBe('postmeter_language=hi');
    expect(await languageOf(await world.get('/login', cookie))).toBe('hi');
  });

  it.each([
    ['no page', {}],
    ['a page elsewhere', { referer: 'https://evil.example/x' }],
    ['no address', { referer: 'x' }],
  ])('leads to the start page from %s', async (_, headers) => {
    expect((await choose('hi', headers)).headers.get('location')).toBe('/');
  });

  it('leads to no other host', async () => {
    const answer = await choose('hi', { referer: `${ORIGIN}//evil.example/x` });
    expect(answer.headers.get('location')).toBe('/evil.example/x');
  });

  it('takes no language that we do not speak', async () => {
    expect((await choose('xx')).headers.getSetCookie()).toEqual([]);
  });

  it('is kept for the letters of whoever is signed in, and for nobody else’s', async () => {
    const session = await becomeClient(world, 'ada@example.com');
    await becomeClient(world, 'eve@example.com');
    await choose('hi', { cookie: session });
    const rows = await world.sql<{ email: string; language: string }>(
      'SELECT email, language FROM client ORDER BY email',
    );
    expect(rows.map(({ language }) => language)).toEqual(['hi', 'en']);
    await world.post('/forgot', { email: 'ada@example.com' });
    await world.drain();
    const [mail] = await world.emulators.messages('ada@example.com');
    expect(mail?.subject).toContain('नया पासवर्ड चुनें');
  });
});

describe('letters', () => {
  it('to somebody who signs up are in the language of the form', async () => {
    await world.request('/signup', {
      method: 'POST',
      body: new URLSearchParams({
        name: 'Ada',
        company: '',
        email: 'ada@example.com',
        password: 'several plain words',
      }),
      headers: HINDI,
    });
    await world.drain();
    const [mail] = await world.emulators.messages('ada@example.com');
    expect(mail?.text).toMatch(/^नमस्ते Ada,/);
  });
});
