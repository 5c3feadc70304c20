// People and pages that do what one does not expect: odd names, forms sent twice, no cookies, forged forms, frames.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGLISH } from '#views/languages.ts';
import { DEMO_EMBED_SECRET } from '../../cli/instance/places.ts';
import { DEMO_PASSWORD } from '../../cli/instance/seed.ts';
import { look } from './support/look.ts';
import { startProxy } from './support/proxy.ts';
import { openStage, type Stage, type Visitor } from './support/stage.ts';

const NOW = '2027-01-04T09:30:00Z';
const PHONE = { size: 'phone', scheme: 'light', locale: 'en-GB' } as const;
const PASSWORD = 'Correct-horse-7';
const NAMES: readonly (readonly [string, string])[] = [
  ['markup', '<script>alert(1)</script><b>Ada</b>'],
  ['emoji', '👩🏽‍🚀🇳🇱 Ada 🚀'],
  ['right-to-left', 'أدا لوفليس'],
  ['200-characters', 'x'.repeat(200)],
];
const { texts } = ENGLISH;

let stage: Stage;
const origin = () => stage.world.instance.origin;
beforeAll(async () => {
  stage = await openStage(NOW);
});
afterAll(() => stage?.close());

async function signUp({ page }: Visitor, email: string, name: string, company = ''): Promise<void> {
  await page.goto(`${origin()}/signup`);
  await page.getByLabel(texts.signup.name).fill(name);
  await page.getByLabel(texts.signup.company).fill(company);
  await page.getByLabel(texts.fields.email).fill(email);
  await page.getByLabel(texts.fields.password).fill(PASSWORD);
  await page.getByRole('button', { name: texts.signup.submit }).click();
  await page.waitForURL('**/signup/sent');
  const mail = await stage.world.mail(email, 'Confirm your email address');
  await page.goto(/https?:\/\/\S+\/verify\S+/.exec(mail.text)?.[0] ?? '');
  for (const box of await page.getByRole('checkbox').all()) await box.check();
}

async function logIn({ page }: Visitor, email: string, password: string): Promise<void> {
  await page.goto(`${origin()}/login`);
  await page.getByLabel(texts.fields.email).fill(email);
  await page.getByLabel(texts.fields.password).fill(password);
  await page.locator('form[action="/login"] button').click();
}

describe('names', () => {
  it.each(NAMES)('of %s are shown as they were written, and break nothing', async (kind, name) => {
    const visitor = await stage.visitor(PHONE);
    const { page } = visitor;
    await signUp(visitor, `${kind}@newcomer.example`, name, name);
    await page.getByRole('button', { name: texts.verify.submit }).click();
    await page.waitForURL('**/ready');
    await page.goto(`${origin()}/dashboard`);
    expect(await page.locator('h1 bdi').textContent()).toBe(name);
    await look(page, `odd/name-${kind}`);
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  });
});

describe('a form sent twice', () => {
  it('makes one account, and the person is let in', async () => {
    const visitor = await stage.visitor(PHONE);
    await signUp(visitor, 'twice@newcomer.example', 'Ada');
    const { page } = visitor;
    await page.getByRole('button', { name: texts.verify.submit }).dblclick();
    // The second may end the first before its answer came: then the page says that the account exists.
    const ends = new RegExp(`${texts.ready.title}|${texts.linkProblem.used.title}`);
    await page.getByRole('heading', { name: ends }).waitFor();
    const rows = await stage.world.instance.database
      .prepare("SELECT count(*) AS n FROM client WHERE email = 'twice@newcomer.example'")
      .first<{ n: number }>();
    expect(rows?.n).toBe(1);
    await logIn(visitor, 'twice@newcomer.example', PASSWORD);
    await page.waitForURL('**/dashboard');
    await visitor.context.close();
  });
});

describe('a browser without cookies', () => {
  it('is led back to the log-in, which says that something is needed', async () => {
    const proxy = await startProxy({ cookies: false });
    const visitor = await stage.visitor({ ...PHONE, proxy: proxy.address });
    await logIn(visitor, stage.seeded.enrolled[0]?.email ?? '', DEMO_PASSWORD);
    await visitor.page.waitForURL('**/login?**');
    expect(await visitor.page.locator('.notice').count()).toBeGreaterThan(0);
    await look(visitor.page, 'odd/no-cookies');
    await visitor.context.close();
    proxy.close();
  });
});

describe('a form of another site', () => {
  it('ends nobody’s session', async () => {
    const visitor = await stage.visitor(PHONE);
    const { page } = visitor;
    await logIn(visitor, stage.seeded.enrolled[1]?.email ?? '', DEMO_PASSWORD);
    await page.waitForURL('**/dashboard');
    await page.route('http://evil.example/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<form method="post" action="${origin()}/logout"><button>Win</button></form>`,
      }),
    );
    await page.goto('http://evil.example/');
    await page.getByRole('button').click();
    await page.getByText(texts.errors.other_site.message).waitFor();
    await look(page, 'odd/forged-form');
    await page.goto(`${origin()}/dashboard`);
    expect(new URL(page.url()).pathname).toBe('/dashboard');
    await visitor.context.close();
  });
});

describe('the embedded panel', () => {
  const address = async (email: string) => {
    const ts = Math.floor((await stage.world.nowMs()) / 1000);
    const sig = createHmac('sha256', DEMO_EMBED_SECRET).update(`${ts}\n1\n${email}`).digest('hex');
    const query = new URLSearchParams({ client: '1', email, ts: String(ts), sig });
    return `${origin()}/embed/panel?${query}`;
  };

  it('is shown in the client area of the setting and signs on from there, and in no other', async () => {
    const email = stage.seeded.enrolled[2]?.email ?? '';
    const visitor = await stage.visitor({ ...PHONE, size: 'desktop' });
    const { page, context } = visitor;
    await logIn(visitor, email, DEMO_PASSWORD);
    await page.waitForURL('**/dashboard');
    const framed = `<title>Area</title><iframe width="900" height="500" src="${(await address(email)).replaceAll('&', '&amp;')}"></iframe>`;
    for (const area of [`${origin()}/client-area`, 'http://other.example/']) {
      await page.route(area, (route) => route.fulfill({ contentType: 'text/html', body: framed }));
    }
    await page.goto(`${origin()}/client-area`);
    const opened = context.waitForEvent('page');
    await page.frameLocator('iframe').getByRole('button').click();
    await (await opened).waitForURL('**/emulators/solusvm/');
    await page.goto('http://other.example/');
    await page.waitForTimeout(500);
    expect(await page.frameLocator('iframe').getByRole('button').count()).toBe(0);
    await context.close();
  });

  it.each([
    ['enrolled', () => stage.seeded.enrolled[2]?.email],
    ['not-enrolled', () => stage.seeded.notEnrolled.email],
    ['unknown', () => 'nobody@newcomer.example'],
  ])('is a page that holds for everybody: %s', async (name, email) => {
    const visitor = await stage.visitor(PHONE);
    await visitor.page.goto(await address(email() ?? ''));
    await look(visitor.page, `odd/embed-${name}`);
    await visitor.context.close();
  });
});
