import { DEMO_PASSWORD } from '../instance/seed.ts';
import { Browser, type Page } from './browser.ts';
import { elements } from './html.ts';
import type { Journey } from './journey.ts';
import { panelUsers } from './panel-users.ts';

/** From the link to a panel account and the dashboard. */
export async function enrol(journey: Journey, link: string): Promise<void> {
  await openTheLink(journey, link);
  await acceptTooLittle(journey, link);
  await acceptEverything(journey, link);
  await lookIntoThePanel(journey);
  await seeTheDashboard(journey);
}

/** A tick at every box that the page asks to tick, by its label. */
export function everyAcceptance(page: Page): Readonly<Record<string, true>> {
  const boxes = page.form('Accept').fields.filter(({ type }) => type === 'checkbox');
  return Object.fromEntries(boxes.map(({ label }) => [label, true]));
}

function openTheLink({ narrator, world, hero }: Journey, link: string): Promise<void> {
  const title = 'Opening the link changes nothing, twice, by whomever';
  return narrator.step(title, async (tell) => {
    const before = await world.rowCounts();
    const typesAsked = (page: Page) => page.form('Accept').fields.map(({ type }) => type);
    for (const scanner of [new Browser(), new Browser()]) {
      const page = await scanner.get(link);
      tell.equal('status', page.status, 200);
      const types = typesAsked(page);
      tell.that('elsewhere a password is asked for', types.includes('password'), types);
    }
    const types = typesAsked(await hero.browser.get(link));
    tell.that('in the browser that signed up it is not', !types.includes('password'), types);
    tell.equal('rows in the store', await world.rowCounts(), before);
    tell.equal('panel users with the address', await panelUsers(world, hero.email), []);
  });
}

function acceptTooLittle({ narrator, world, hero }: Journey, link: string): Promise<void> {
  return narrator.step('Without all acceptances nothing happens', async (tell) => {
    const before = await world.rowCounts();
    const page = await hero.browser.get(link);
    const none = await hero.browser.submit(page, 'Accept');
    tell.equal('status without any', none.status, 422);
    const [first = '', second = ''] = Object.keys(everyAcceptance(page));
    const one = await hero.browser.submit(page, 'Accept', { [first]: true });
    tell.equal('status with one of two', one.status, 422);
    const missing = titleIn(second);
    tell.that(`the missing one is named: ${missing}`, one.text.includes(`accept the ${missing}`));
    tell.equal('rows in the store', await world.rowCounts(), before);
    tell.equal('panel users with the address', await panelUsers(world, hero.email), []);
    tell.figures(`still missing: ${missing}`);
  });
}

function acceptEverything({ narrator, hero }: Journey, link: string): Promise<void> {
  const title = 'Accepting both makes the account and leads to the ready page';
  return narrator.step(title, async (tell) => {
    const page = await hero.browser.get(link);
    const entries = { ...everyAcceptance(page), Currency: 'EUR' };
    const ready = await hero.browser.submit(page, 'Accept', entries);
    tell.equal('statuses', ready.statuses, [303, 200]);
    tell.equal('page', ready.url.pathname, '/ready');
    tell.equal('it says', ready.title, 'Your account is ready');
    tell.that('it has the button to the panel', ready.hasForm('Log in to the panel'));
    const again = await new Browser().get(link);
    tell.equal('the link, opened again', again.status, 410);
    tell.figures(`${ready.title}; the link again: ${again.title}`);
  });
}

function lookIntoThePanel({ narrator, world, hero }: Journey): Promise<void> {
  const title = 'The panel has exactly one user for it, with the right role and number';
  return narrator.step(title, async (tell) => {
    const users = await panelUsers(world, hero.email);
    tell.equal('panel users', users.length, 1);
    const [user] = users;
    const roles = user?.roles.map(({ name }) => name);
    tell.equal('roles', roles, ['CLIENT']);
    tell.equal('status', user?.status, 'active');
    const ours = await world.instance.database
      .prepare('SELECT number, panel_user_id, currency FROM client WHERE email = ?')
      .bind(hero.email)
      .first();
    const linked = { number: user?.billing_user_id, panel_user_id: user?.id, currency: 'EUR' };
    tell.equal('our client', ours, linked);
    tell.figures(`panel user ${user?.id}, billing_user_id ${user?.billing_user_id}`);
  });
}

function seeTheDashboard({ narrator, world, hero, seeded }: Journey): Promise<void> {
  const title = 'The dashboard shows the panel for enrolled clients, and no other';
  return narrator.step(title, async (tell) => {
    const { origin } = world.instance;
    const dashboard = await hero.browser.get(`${origin}/dashboard`);
    tell.equal('status', dashboard.status, 200);
    tell.equal('panels', panelsOf(dashboard), ['enrolled']);
    tell.that('there is no invoice yet', dashboard.text.includes('No invoices yet'));
    const other = await logIn(origin, seeded.notEnrolled.email);
    const theirs = await other.get(`${origin}/dashboard`);
    tell.equal('somebody who is not enrolled sees', panelsOf(theirs), ['not-enrolled']);
    tell.figures(`${dashboard.title} · ${theirs.title}`);
  });
}

/** The browser of a seeded client, logged in. */
export async function logIn(origin: string, email: string): Promise<Browser> {
  const browser = new Browser();
  const login = await browser.get(`${origin}/login`);
  const typed = { 'Email address': email, Password: DEMO_PASSWORD };
  const dashboard = await browser.submit(login, 'Log in', typed);
  if (dashboard.status !== 200) throw new Error(`${email} cannot log in: ${dashboard.status}`);
  return browser;
}

/** `Terms of Service` of `I accept the Terms of Service (opens in a new tab) version 2026-01`. */
function titleIn(label: string): string {
  return label.replace(/^I accept the /, '').replace(/ \(.*$/, '');
}

/** Which of the dashboard's two panels a page shows. */
function panelsOf(page: Page): readonly string[] {
  return elements(page.html, 'section')
    .map(({ attributes }) => (attributes.class ?? '').split(' '))
    .filter((classes) => classes.includes('panel'))
    .map((classes) => classes.at(-1) ?? '');
}
