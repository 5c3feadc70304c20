import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { enrolMany } from '../../support/people.ts';
import { month, newWorld } from '../../support/world.ts';

it('shadows a month of those alone whom the add-on bills it, and counts as many', async () => {
  const world = await newWorld();
  const [ours = '', theirs = '', later = ''] = await enrolMany(world, 3);
  const from: readonly (readonly [string, string])[] = [
    [ours, '2026-10'],
    [theirs, ''],
    [later, '2026-11'],
  ];
  for (const [id, billedFrom] of from) {
    await env.DB.prepare("INSERT INTO moved_client VALUES (?, 'whmcs', 1, 'imp_0', 0, ?, 0)")
      .bind(id, billedFrom)
      .run();
  }
  const { runs } = world.ports.store;
  const october = month('2026-10');
  const page = await runs.shadowPage(october, '', 10);
  expect(page.map(({ id }) => id).sort()).toEqual([theirs, later].sort());
  expect(await runs.planSize(0, october)).toBe(2);
});
