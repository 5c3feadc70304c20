// Every page of the admin area as an operator comes to it after two months, one of which holds somebody back.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLACES } from '#views/admin/places.ts';
import { type Area, enter, openArea } from './support/area.ts';
import { look } from './support/look.ts';
import { prepareMonths } from './support/months.ts';
import type { Device, Visitor } from './support/stage.ts';

const DEVICES: readonly Device[] = [
  { size: 'phone', scheme: 'dark', locale: 'hi-IN' },
  { size: 'desktop', scheme: 'light', locale: 'en-GB' },
];

let area: Area;
let pages: Awaited<ReturnType<typeof prepareMonths>>;
beforeAll(async () => {
  area = await openArea('2027-01-04T09:30:00Z');
  pages = await prepareMonths(area);
});
afterAll(() => area?.close());

const at = (path: string) => `${area.world.instance.origin}${path}`;

/** Cards that have more to the side than they show: what is there is found by nobody. */
function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('.card')]
    .filter((card) => card.scrollWidth > card.clientWidth).map((card) => card.id)`);
}

describe.each(DEVICES)('the admin area on a $size, $scheme', (device) => {
  const see = ({ page }: Visitor, name: string) =>
    look(page, `${device.size}-${device.scheme}-admin/${name}`);

  it('holds on every page', async () => {
    const visitor = await area.visitor(device);
    const { page, context, complaints } = visitor;
    await page.goto(at('/admin/sign-in'));
    await see(visitor, 'sign-in');
    await enter(visitor, at('/admin'), area.world.adminKey);
    for (const [name, path] of Object.entries(pages)) {
      const answer = await page.goto(at(path));
      expect([answer?.status(), page.url()], name).toEqual([200, at(path)]);
      // English for everybody, whatever their browser asks for.
      expect(await page.locator('html').getAttribute('lang'), name).toBe('en');
      expect(await cutOff(page), name).toEqual([]);
      await see(visitor, name);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
});

it('leads to every place from the menu of a phone', async () => {
  const visitor = await area.visitor({ size: 'phone', scheme: 'light', locale: 'en-GB' });
  const { page, context } = visitor;
  await enter(visitor, at('/admin'), area.world.adminKey);
  // The last one first: the first is where the way begins.
  for (const { name } of PLACES.flatMap(({ places }) => places).reverse()) {
    await page.getByText('Menu', { exact: true }).tap();
    await page.getByRole('link', { name, exact: true }).first().tap();
    await page.getByRole('heading', { name, exact: true, level: 1 }).waitFor();
  }
  await page.getByText('Menu', { exact: true }).tap();
  await look(page, 'phone-light-admin/menu');
  await context.close();
});
