import { beforeEach, describe, expect, it } from 'vitest';
import { makeClient, makeEnrolled, signedIn } from '../support/clients.ts';
import { openShop } from '../support/people.ts';
import { newWorld, type World } from '../support/world.ts';

let world: World;
let cookie: string;
beforeEach(async () => {
  world = await newWorld();
  await openShop(world);
  cookie = await signedIn(world, await makeEnrolled(world));
});

const save = (...amounts: string[]) =>
  world.post(
    '/usage/budgets',
    amounts.map((amount, at) => [`amount-${at + 1}`, amount] as const),
    cookie,
  );
const page = async () => (await world.get('/usage', cookie)).text();

describe('POST /usage/budgets', () => {
  it('keeps the amounts, and shows them in order where they are set', async () => {
    const answer = await save('50', '', '20');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/usage?saved=yes']);
    const html = await page();
    expect(html).toContain('id="amount-1" name="amount-1" type="text" dir="auto" value="20"');
    expect(html).toContain('id="amount-2" name="amount-2" type="text" dir="auto" value="50"');
    await save('', '');
    expect(await page()).not.toContain('value="20"');
  });

  it('says what is wrong at the field, keeps what was typed, and changes nothing', async () => {
    await save('20');
    const answer = await save('30', '12.5"><b>');
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('value="30"');
    expect(html).toContain('value="12.5&quot;&gt;&lt;b&gt;"');
    expect(html.match(/Use whole amounts such as 50/g)).toHaveLength(1);
    expect(await page()).toContain('value="20"');
  });

  it('is nobody else’s, and leads whoever has no servers to the dashboard', async () => {
    const stranger = await world.post('/usage/budgets', [['amount-1', '5']]);
    expect(stranger.status).toBe(303);
    expect(await world.sql('SELECT * FROM budget')).toEqual([]);
    const other = await makeClient(world, { email: 'b@example.com', state: 'not_enrolled' });
    const answer = await world.get('/usage', await signedIn(world, other));
    expect(answer.headers.get('location')).toBe('/dashboard');
  });
});
