// Impatient hands in the admin area: forms that change something are sent twice, because the answer does not come at
// once; what follows is loaded again and left by the back button. What the store holds afterwards says how often it happened.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Area, enter, openArea } from './support/area.ts';
import { GROWN, prepareMonths } from './support/months.ts';
import { startProxy, type WebProxy } from './support/proxy.ts';
import type { Visitor } from './support/stage.ts';

let area: Area;
let pages: Awaited<ReturnType<typeof prepareMonths>>;
let proxy: WebProxy;
let visitor: Visitor;
beforeAll(async () => {
  area = await openArea('2027-01-04T09:30:00Z');
  pages = await prepareMonths(area);
  proxy = await startProxy({ cookies: true });
  const device = { size: 'desktop', scheme: 'light', locale: 'en-GB' } as const;
  visitor = await area.visitor({ ...device, proxy: proxy.address });
  await enter(visitor, `${area.world.instance.origin}/admin`, area.world.adminKey);
});
afterAll(async () => {
  await area?.close();
  proxy?.close();
});

const open = (path: string) => visitor.page.goto(`${area.world.instance.origin}${path}`);
const fill = (label: string, text: string) =>
  visitor.page.getByLabel(label, { exact: true }).fill(text);

/** The one figure that a query answers. */
async function figure(query: string): Promise<number> {
  const row = await area.world.instance.database.prepare(query).first<{ n: number }>();
  return row?.n ?? Number.NaN;
}

const rowsOf = (from: string) => figure(`SELECT count(*) AS n FROM ${from}`);

/** How many rows there are more after the button was pressed twice and the page that follows was left again. */
async function pressedTwice(button: string | RegExp, heading: string | RegExp, rows: string) {
  const { page } = visitor;
  const before = await rowsOf(rows);
  const pressed = page.getByRole('button', { name: button }).first();
  await pressed.scrollIntoViewIfNeeded();
  const { x, y } = (await pressed.boundingBox()) ?? { x: 0, y: 0 };
  const answered = proxy.keepNextAnswer();
  // By the mouse alone: `click` of a button waits for the page that is not to come yet.
  await page.mouse.click(x + 9, y + 9);
  await answered;
  // A run that is being planned is joined anyway; one that is planned would be another.
  await expect.poll(() => rowsOf("invoice_run WHERE state = 'planning'")).toBe(0);
  await page.mouse.click(x + 9, y + 9);
  await page.getByRole('heading', { name: heading }).first().waitFor();
  await page.reload();
  await page.getByRole('heading', { name: heading }).first().waitFor();
  const shown = (await page.locator('main').textContent()) ?? '';
  await page.goBack();
  return { more: (await rowsOf(rows)) - before, shown };
}

it.each([
  ['runs', /^Plan$/, 'Run for January 2027'],
  ['run', 'Plan again', 'Run for January 2027'],
  ['parked', 'Plan 2027-01 again', 'Run for January 2027'],
])('a month is planned once from the page %s', async (name, button, heading) => {
  await open(pages[name] ?? '');
  const { more } = await pressedTwice(button, heading, 'invoice_run');
  expect(more).toBe(1);
});

it('a payment is recorded once', async () => {
  await open(pages['document-payment'] ?? '');
  const rows = "audit_event WHERE action = 'payment_recorded'";
  const { more } = await pressedTwice(/^Record/, /^Invoice/, rows);
  expect(more).toBe(1);
});

it('a suspicion is overruled once, and the client is billed once', async () => {
  await open(pages['parked-release'] ?? '');
  await fill('Why it is right', 'Told me of three new servers');
  const rows = "audit_event WHERE action = 'park_released'";
  expect((await pressedTwice('Release', /^Parked/, rows)).more).toBe(1);

  await open(pages.runs ?? '');
  await visitor.page.getByRole('button', { name: 'Plan', exact: true }).first().click();
  await visitor.page.getByRole('link', { name: 'Execute this plan' }).click();
  expect((await pressedTwice(/^Execute: 1/, /^Run for/, 'invoice')).more).toBeLessThanOrEqual(1);
  const billed = `invoice JOIN client ON client.id = client_id WHERE month = '2027-01' AND email = '${GROWN}'`;
  await expect.poll(() => rowsOf(billed)).toBe(1);
});

it('a price is set once', async () => {
  await open(pages['price-effect'] ?? '');
  const rows = "audit_event WHERE action = 'token_price_set'";
  expect((await pressedTwice(/^Set 0.0015/, 'Prices', rows)).more).toBe(1);
});

it('a text is published once', async () => {
  await open(pages.terms ?? '');
  await fill('Version', '2027-02');
  await visitor.page.getByLabel(/^Text/).fill('Be kind.');
  const published = await pressedTwice('Publish for everybody', 'Terms', 'terms_version');
  expect(published.more).toBe(1);
  expect(published.shown).toContain('Version 2027-02 is published');
});

it('an API key is made once, and the one that is shown is good', async () => {
  await open(pages['key-new'] ?? '');
  await fill('What it is for', 'Impatience');
  await visitor.page.getByRole('checkbox', { name: 'read:runs' }).check();
  const made = await pressedTwice('Make the key', 'The new API key', 'api_key');
  expect(made.more).toBe(1);
  const authorization = `Bearer ${/pmk_\S+?(?=I have kept it)/.exec(made.shown)?.[0]}`;
  const answer = await fetch(`${area.world.instance.origin}/api/v1/runs`, {
    headers: { authorization },
  });
  expect(answer.status).toBe(200);
});

it('an endpoint is added once', async () => {
  await open(pages['webhook-new'] ?? '');
  await fill('Address', 'http://localhost:9/once');
  const added = await pressedTwice('Add the endpoint', 'The signing secret', 'webhook_endpoint');
  expect(added.more).toBe(1);
});

it('a secret is replaced once, so that the one before still signs', async () => {
  const before = await area.world.instance.database
    .prepare("SELECT sealed_secret FROM webhook_endpoint WHERE url LIKE '%/events'")
    .first<{ sealed_secret: string }>();
  await open(pages['webhook-secret'] ?? '');
  const rows = `webhook_endpoint WHERE sealed_old_secret = '${before?.sealed_secret}'`;
  const replaced = await pressedTwice('Make a new secret', 'The signing secret', rows);
  expect(replaced.more).toBe(1);
});

it('a test event is sent once', async () => {
  await open(pages.webhook ?? '');
  const rows = "webhook_delivery WHERE type = 'webhook.test'";
  expect((await pressedTwice('Send a test event', 'localhost:9', rows)).more).toBe(1);
});

it('what is ended twice is ended, and nobody hears of a fault', async () => {
  await open(pages['key-revoke'] ?? '');
  const revoked = await pressedTwice(
    'Revoke it',
    'API keys',
    "audit_event WHERE action = 'api_key_revoked'",
  );
  expect(revoked.more).toBe(1);
  await open(pages['webhook-remove'] ?? '');
  const { shown } = await pressedTwice('Remove it', 'Webhooks', 'webhook_endpoint');
  expect(shown).toContain('The endpoint and its log are gone');
  expect(visitor.complaints.filter((text) => !text.includes('404'))).toEqual([]);
});
