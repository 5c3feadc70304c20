import { expect, it } from 'vitest';
import { becomeClient, openShop } from '../support/people.ts';
import { newWorld } from '../support/world.ts';

it('leads strangers to the sign-up and whoever is signed in to the dashboard', async () => {
  const world = await newWorld();
  await openShop(world);
  const session = await becomeClient(world, 'ada@example.com');
  const stranger = await (await world.get('/')).text();
  const client = await (await world.get('/', session)).text();
  expect(stranger).toContain('class="button large" href="/signup"');
  expect(stranger).not.toContain('href="/dashboard"');
  expect(client).toContain('class="button large" href="/dashboard"');
  expect(client).not.toContain('href="/signup"');
});
