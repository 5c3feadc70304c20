import { beforeEach, describe, expect, it } from 'vitest';
import { makeClient, makeEnrolled, signedIn } from '../support/clients.ts';
import { wholeDatabase } from '../support/database.ts';
import { becomeClient, openShop, PASSWORD } from '../support/people.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
});

const valid = { name: 'Ada', company: 'Engines Ltd', email: 'ada@example.com', password: PASSWORD };

describe('GET /', () => {
  it('leads to the sign-up', async () => {
    const answer = await world.get('/');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('href="/signup"');
  });
});

describe('POST /signup', () => {
  it('stores a pending sign-up, makes no client, and mails a link', async () => {
    const answer = await world.post('/signup', valid);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/signup/sent');
    await world.drain();
    const [mail, ...others] = await world.emulators.messages('ada@example.com');
    expect(mail?.text).toMatch(/https:\/\/billing\.test\/verify\?token=[\w-]{43}\n/);
    expect(others).toEqual([]);
    expect(await world.sql('SELECT * FROM client')).toEqual([]);
  });

  it('stores neither the password nor the token in a readable form', async () => {
    await world.post('/signup', valid);
    const stored = JSON.stringify([
      await world.sql('SELECT * FROM signup'),
      await world.sql('SELECT * FROM outbox'),
      await world.sql('SELECT * FROM audit_event'),
    ]);
    await world.drain();
    const [mail] = await world.emulators.messages('ada@example.com');
    const token = /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? 'missing';
    expect(stored).not.toContain(PASSWORD);
    expect(stored).not.toContain(token);
  });

  it('answers a known address exactly like an unknown one, and mails its owner', async () => {
    await becomeClient(world, 'known@example.com');
    const answers = [];
    for (const email of ['known@example.com', 'unknown@example.com']) {
      const { status, headers } = await world.post('/signup', { ...valid, email });
      const names = [...headers.keys()].sort();
      answers.push({ status, location: headers.get('location'), names });
    }
    expect(answers[0]).toEqual(answers[1]);
    await world.drain();
    const [mail] = await world.emulators.messages('known@example.com');
    expect(mail?.text).toContain('https://billing.test/login');
    expect(mail?.text).not.toContain('/verify?token=');
    expect(
      await world.sql(
        "SELECT 1 FROM signup WHERE email = 'known@example.com' AND used_at_ms IS NULL",
      ),
    ).toEqual([]);
  });

  it('finds a known address whatever its case', async () => {
    await becomeClient(world, 'known@example.com');
    await world.post('/signup', { ...valid, email: '  KNOWN@Example.com ' });
    await world.drain();
    const [mail] = await world.emulators.messages('known@example.com');
    expect(mail?.text).toContain('https://billing.test/login');
  });

  it.each([
    ['name', { ...valid, name: ' ' }, 'Enter your name.'],
    ['name', { ...valid, name: 'x'.repeat(201) }, 'Use at most 200 characters.'],
    ['email', { ...valid, email: 'ada@' }, 'Enter an email address'],
    ['password', { ...valid, password: 'Ab1' }, 'Use at least 8 characters.'],
    ['password', { ...valid, password: 'Password123' }, 'Too easy to guess.'],
    ['company', { ...valid, company: 'x'.repeat(201) }, 'Use at most 200 characters.'],
  ])(
    'says what is wrong beside the field %s and keeps what was typed',
    async (field, typed, fault) => {
      const answer = await world.post('/signup', typed);
      const html = await answer.text();
      expect(answer.status).toBe(422);
      expect(html).toContain(`id="${field}"`);
      expect(html).toContain(fault);
      expect(html).toContain(`value="${typed.company}"`);
      expect(html).not.toContain(typed.password);
      expect(await world.sql('SELECT * FROM signup')).toEqual([]);
    },
  );

  it('asks for everything where the form is empty', async () => {
    const answer = await world.post('/signup', {});
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Enter your name.');
  });

  it('refuses a form that another site sends', async () => {
    const answer = await world.request('/signup', {
      method: 'POST',
      body: new URLSearchParams(valid),
      headers: { origin: 'https://evil.test' },
    });
    expect(answer.status).toBe(403);
    expect(await world.sql('SELECT * FROM signup')).toEqual([]);
  });

  it('refuses a form over the size limit', async () => {
    const answer = await world.post('/signup', { ...valid, name: 'x'.repeat(40_000) });
    expect(answer.status).toBe(413);
  });
});

describe('an address at a service for throwaway ones', () => {
  const email = 'ada@mailinator.com';

  it('is as good as any unless the provider says otherwise', async () => {
    const answer = await world.post('/signup', { ...valid, email });
    expect(answer.headers.get('location')).toBe('/signup/sent');
  });

  it('is refused politely, whether it has an account or not, and nothing is stored', async () => {
    const strict = await newWorld({ settings: { DISPOSABLE_ADDRESSES: 'refuse' } });
    await makeClient(strict, { email });
    const cookie = await signedIn(strict, await makeEnrolled(strict));
    const before = await wholeDatabase();
    const pages = new Set<string>();
    for (const address of [email, 'eve@mailinator.com', 'eve@below.mailinator.com']) {
      const answer = await strict.post('/signup', { ...valid, email: address });
      expect(answer.status).toBe(422);
      pages.add((await answer.text()).replaceAll(address, ''));
    }
    expect(pages.size).toBe(1);
    expect([...pages][0]).toContain('Please use an address that you keep');
    expect((await strict.post('/account/email', { email }, cookie)).status).toBe(422);
    expect(await wholeDatabase()).toEqual(before);
    expect((await strict.post('/signup', valid)).status).toBe(303);
  });
});
