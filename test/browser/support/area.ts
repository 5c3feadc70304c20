// The admin area with two people who have keys: an operator and a reader.
import type { Locator, Page } from 'playwright-core';
import { createAdminClient } from '../../../cli/admin/client.ts';
import { type AdminKey, makeAdminKey, publicPart } from '../../../cli/instance/admin-key.ts';
import { openStage, type Stage, type Visitor } from './stage.ts';

export interface Area extends Stage {
  readonly readerKey: AdminKey;
}

/** More than any page has places that take the focus. */
const MOST_TABS = 120;

export async function openArea(nowIso: string): Promise<Area> {
  const adminKey = makeAdminKey('ann');
  const readerKey = makeAdminKey('ben');
  const keys = [publicPart(adminKey), { ...publicPart(readerKey), role: 'reader' }];
  const settings = {
    ADMIN_JWKS: JSON.stringify({ keys }),
    // So that a client with a few more servers is held back.
    OUTLIER_FACTOR: '2',
    OUTLIER_FLOOR_TOKENS: '100',
  };
  return { ...(await openStage(nowIso, { adminKey, settings })), readerKey };
}

/** Signs what the page shows, as `npx postmeter sign-in` does. */
export async function sign(page: Page, origin: string, key: AdminKey): Promise<void> {
  const command = (await page.locator('code.command').textContent()) ?? '';
  const challenge = command.split(' ').at(-1);
  await createAdminClient(origin, key).act('/admin/sessions', 'open_session', { challenge });
}

/** In by the signed challenge, to the page that was asked for. */
export async function enter({ page }: Visitor, url: string, key: AdminKey): Promise<void> {
  await page.goto(url);
  await sign(page, new URL(url).origin, key);
  await page.getByRole('button', { name: 'Go on when it is signed' }).click();
  await page.waitForURL(url);
}

/** Goes on by Tab until the element has the focus, which has to be seen. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    await page.keyboard.press('Tab');
    const outline = await wanted.evaluate(focusOutline);
    if (outline === undefined) continue;
    if (outline === 'none') throw new Error(`${wanted} does not show that it has the focus`);
    return;
  }
  throw new Error(`${wanted} is not reached by Tab`);
}

/** As much of an element as is asked for here: the types of a browser are no part of this project. */
interface BrowserElement {
  readonly ownerDocument: {
    readonly activeElement: unknown;
    readonly defaultView: {
      getComputedStyle(element: unknown): { readonly outlineStyle: string };
    };
  };
}

/** In the browser: how the element shows that it has the focus; undefined where it has it not. */
function focusOutline(element: BrowserElement): string | undefined {
  const { activeElement, defaultView } = element.ownerDocument;
  return element === activeElement ? defaultView.getComputedStyle(element).outlineStyle : undefined;
}
