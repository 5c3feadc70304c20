// An operator's first hour and first 1st of a month by clicking: in by the signed challenge, a passkey, a month planned and
// approved, somebody held back and released. Whatever can be done by keyboard is.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Area, enter, openArea, sign, tabTo } from './support/area.ts';
import { addAuthenticator } from './support/authenticator.ts';
import { look } from './support/look.ts';
import { GROWN, growOneClient } from './support/months.ts';
import type { Visitor } from './support/stage.ts';

const NOT_FRESH_MS = 6 * 60_000;

let area: Area;
let ann: Visitor;
beforeAll(async () => {
  area = await openArea('2027-01-04T09:30:00Z');
  ann = await area.visitor({ size: 'desktop', scheme: 'light', locale: 'en-GB' });
});
afterAll(() => area?.close());

const at = (path: string) => `${area.world.instance.origin}${path}`;
const see = (name: string) => look(ann.page, `admin-first-hour/${name}`);
const heading = (name: string | RegExp) =>
  ann.page.getByRole('heading', { name }).first().waitFor();

/** Goes to the button or link by Tab alone, and takes it. */
async function press(role: 'button' | 'link', name: string | RegExp): Promise<void> {
  await tabTo(ann.page, ann.page.getByRole(role, { name }).first());
  await ann.page.keyboard.press('Enter');
}

async function afterAWhile(): Promise<void> {
  const nowMs = await area.world.nowMs();
  await area.world.moveClock(new Date(nowMs + NOT_FRESH_MS).toISOString());
}

it('lets in the browser whose challenge was signed, which waits for it', async () => {
  const { page } = ann;
  await page.goto(at('/admin/clients?q=mai'));
  await heading('Sign in to the admin area');
  await press('button', 'Go on when it is signed');
  await page.getByText('Waiting for the signature').waitFor();
  await see('waiting');
  await sign(page, area.world.instance.origin, area.world.adminKey);
  await page.waitForURL(at('/admin/clients?q=mai'));
});

it('adds a passkey, which lets in by itself from then on', async () => {
  const { page } = ann;
  await addAuthenticator(page);
  await press('link', 'Access');
  await tabTo(page, page.getByLabel('Name of the new passkey'));
  await page.keyboard.type('laptop');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove laptop' }).waitFor();
  await see('access-with-passkey');
  await press('button', 'Sign out');
  await page.getByText('You are signed out.').waitFor();
  await see('signed-out');
  await page.goBack();
  await heading('Sign in to the admin area');
  await press('button', 'Sign in with a passkey');
  await heading('Access');
});

it('finds a client and reads what is known of them', async () => {
  const { page } = ann;
  await press('link', 'Clients');
  await tabTo(page, page.getByLabel('Find'));
  await page.keyboard.type('Nguy');
  await page.keyboard.press('Enter');
  await press('link', 'Nguyễn Thị Mai');
  for (const part of ['Documents', 'Letters', 'What happened']) await heading(part);
  await page.getByText('Mai & Co · mai.nguyen@hanoi.example').waitFor();
});

it('plans a month, asks for fresh proof before it is approved, and makes its invoices', async () => {
  const { page } = ann;
  await press('link', 'Runs');
  await page.getByText('Never invoiced').waitFor();
  await see('runs-before');
  await press('button', 'Plan');
  await page.getByText('The plan is complete and waits for its approval.').waitFor();
  await see('planned');
  await afterAWhile();
  await press('link', 'Execute this plan');
  await heading('Confirm that it is you');
  await press('button', 'Confirm with a passkey');
  await heading('Invoice December 2026?');
  await see('execute');
  await press('button', /^Execute: 11 documents/);
  await page
    .getByText('11 of 11 documents')
    .or(page.getByText(/^Executed$/))
    .first()
    .waitFor();
  await press('link', 'Documents');
  await heading('Newest first');
  expect(await page.getByRole('link', { name: /^INV-2027-\d+$/ }).count()).toBe(11);
  await see('documents');
  await area.world.mail(GROWN, 'Invoice INV-2027-');
});

it('finds on the 1st who is held back, and releases and bills them', async () => {
  const { page } = ann;
  await growOneClient(area);
  await area.world.moveClock('2027-02-01T01:15:00Z');
  await area.world.admin.act('/admin/automation', 'automation');
  await page.goto(at('/admin'));
  await press('button', 'Sign in with a passkey');
  await heading('Overview');
  await see('overview-on-the-1st');
  await press('link', 'Clients held back');
  await press('link', 'Release');
  await tabTo(page, page.getByLabel('Why it is right'));
  await page.keyboard.type('  a  ');
  await page.keyboard.press('Enter');
  await page.getByText('note_malformed').waitFor();
  await see('release-refused');
  await page.getByLabel('Why it is right').fill('Ordered three servers by phone');
  await press('button', 'Release');
  await page.getByText('Released, with your name and note.').waitFor();
  await see('released');
  await press('button', 'Plan 2027-01 again');
  await press('link', 'Execute this plan');
  await press('button', 'Execute: 1 document');
  await page
    .getByText(/^Executed$/)
    .first()
    .waitFor();
  await page.goto(at('/admin/parked'));
  await page.getByText('Nobody.').waitFor();
  const invoices = await area.world.invoices('2027-01');
  expect(invoices.filter(({ clientEmail }) => clientEmail === GROWN)).toHaveLength(1);
  // The refused note answers 422, and Chromium reports every such answer.
  expect(ann.complaints.filter((text) => !text.includes('422'))).toEqual([]);
});

describe('fresh proof', () => {
  it.each([
    '/admin/keys/new',
    '/admin/webhooks/new',
    '/admin/prices/set?currency=EUR&price=0.0015&firstMonth=2027-04',
  ])('is asked for before %s, and leads back there', async (path) => {
    await afterAWhile();
    await ann.page.goto(at(path));
    await heading('Confirm that it is you');
    await press('button', 'Confirm with a passkey');
    await ann.page.waitForURL(at(path));
  });
});

describe('a reader', () => {
  const PLACES = [
    '',
    '/clients',
    '/runs',
    '/documents',
    '/parked',
    '/deliveries',
    '/prices',
    '/terms',
    '/settings',
    '/keys',
    '/webhooks',
    '/passkeys',
    '/audit',
  ];

  it('sees every page, is offered nothing to change, and is refused what is typed by hand', async () => {
    const ben = await area.visitor({ size: 'phone', scheme: 'dark', locale: 'hi-IN' });
    const { page } = ben;
    await enter(ben, at('/admin'), area.readerKey);
    for (const place of PLACES) {
      expect((await page.goto(at(`/admin${place}`)))?.status(), place).toBe(200);
      // But what is their own: a passkey, and the end of a session.
      const forms = page.locator('main form[method=post]:not([action^="/admin/passkeys"])');
      expect(await forms.count(), place).toBe(0);
      expect(await page.locator('main a.button:not([href*=confirm])').count(), place).toBe(0);
    }
    expect(ben.complaints).toEqual([]);
    const answer = await page.goto(at('/admin/keys/new'));
    expect(answer?.status()).toBe(403);
    await page.getByText('role_forbidden').waitFor();
    await look(page, 'admin-first-hour/reader-refused');
    await ben.context.close();
  });
});
