import type { Page } from './browser.ts';
import type { Lifetime, PlanPrice } from './expected.ts';
import type { Hero } from './hero.ts';
import { elements, textOf } from './html.ts';
import type { Journey } from './journey.ts';
import type { World } from './world.ts';

/** One click to the panel, and two servers there. */
export async function makeServers(journey: Journey): Promise<void> {
  journey.narrator.chapter('One click to the panel');
  await signOnByButton(journey);
  const plans = await journey.world.planPrices();
  await order(journey, plans, 'A server with backups, made on the 1st', {
    name: 'shop <1>',
    plan: 'Grow 4',
    backups: true,
  });
  await journey.world.moveClock(`${journey.month}-10T14:20:00Z`);
  await order(journey, plans, 'Nine days later a second one, without', {
    name: 'mail',
    plan: 'Start 2',
    backups: false,
  });
}

interface Wish {
  readonly name: string;
  readonly plan: string;
  readonly backups: boolean;
}

function signOnByButton({ narrator, world, hero }: Journey): Promise<void> {
  return narrator.step('The button signs on to the panel as that person', async (tell) => {
    const panel = await signOn(world, hero);
    tell.equal('status', panel.status, 200);
    tell.equal('it is the panel', panel.url.href, world.places.panelPage);
    const identity = panel.text.slice(0, 200);
    tell.that('as that person', panel.text.includes(`Signed in as ${hero.email}`), identity);
    tell.that('in the role of a client', panel.text.includes('Role CLIENT'), identity);
    const oneTime = panel.addresses.find((address) => address.includes('/auth/one-time')) ?? '';
    tell.equal('the same address, used again', (await hero.browser.get(oneTime)).status, 410);
    const other = await signOn(world, hero);
    tell.that('each click gets a new one', !other.addresses.includes(oneTime));
    tell.figures(`/sign-on → ${new URL(oneTime).pathname} → ${panel.url.pathname}`);
  });
}

function order(
  { narrator, world, hero }: Journey,
  plans: readonly PlanPrice[],
  title: string,
  wish: Wish,
): Promise<void> {
  return narrator.step(title, async (tell) => {
    await signOn(world, hero);
    const made = await createServer(world, hero, plans, wish);
    tell.that('it is in the list of servers', made !== undefined);
    if (made) hero.servers.push(made);
    tell.figures(describe(made));
  });
}

async function signOn(world: World, { browser }: Hero): Promise<Page> {
  const dashboard = await browser.get(`${world.instance.origin}/dashboard`);
  return browser.submit(dashboard, 'Log in to the panel');
}

/** Orders on the panel's page and reads from its table what came of it. */
async function createServer(
  world: World,
  { browser }: Hero,
  plans: readonly PlanPrice[],
  wish: Wish,
): Promise<Lifetime | undefined> {
  const panel = await browser.get(world.places.panelPage);
  const page = await browser.submit(panel, 'Create server', {
    Name: wish.name,
    Plan: wish.plan,
    Backups: wish.backups,
  });
  const rows = elements(page.html, 'tr').map(({ inner }) =>
    elements(inner, 'td').map((cell) => textOf(cell.inner)),
  );
  const row = rows.find(([name]) => name === wish.name);
  const plan = plans.find(({ name }) => name === wish.plan && name === row?.[1]);
  const createdAtMs = Date.parse(row?.[6] ?? '');
  if (!plan || Number.isNaN(createdAtMs)) return undefined;
  return { name: wish.name, plan, createdAtMs, backups: row?.[4] === 'yes' };
}

function describe(server: Lifetime | undefined): string {
  if (!server) return 'nothing was made';
  const { name, plan, createdAtMs, backups } = server;
  const { tokensPerHour, tokensPerMonth, backupPercent } = plan;
  const extra = backups ? `, backups ${backupPercent} %` : '';
  return `${name}: ${plan.name}, ${tokensPerHour} tokens an hour, at most ${tokensPerMonth} a month${extra}, since ${new Date(createdAtMs).toISOString()}`;
}
