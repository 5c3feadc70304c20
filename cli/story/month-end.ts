import { type AutomationJson, describeAutomation } from '../admin/describe-automation.ts';
import { moneyText } from '../admin/describe-plan.ts';
import type { InvoiceJson } from '../admin/runs.ts';
import { DEMO_PRICES } from '../instance/seed.ts';
import { Browser } from './browser.ts';
import { logIn } from './enrol.ts';
import { expectedLines, totalOf } from './expected.ts';
import { links } from './html.ts';
import {
  consecutive,
  expectedInvoices,
  isInvoiceMail,
  numbersOf,
  sorted,
  summaryOf,
} from './invoice-facts.ts';
import type { Journey } from './journey.ts';

/** The 1st: one invoice for each who used something, with figures that are worked out here again. */
export async function monthEnd(journey: Journey): Promise<void> {
  const { narrator, world, hero, month } = journey;
  narrator.chapter(`The month ${month} ends`);
  await world.moveClock('2027-02-01T01:15:00Z');
  await runTheAutomation(journey);
  const invoice = (await world.invoices(month)).find((one) => one.clientEmail === hero.email);
  await checkFigures(journey, invoice);
  await checkEverybody(journey, invoice);
  await openTheInvoice(journey, invoice);
  await readTheInvoiceMail(journey, invoice);
}

function runTheAutomation({ narrator, world }: Journey): Promise<void> {
  const title = 'The daily automation makes the invoices of the month before';
  return narrator.step(title, async (tell) => {
    const { body } = await world.admin.act<AutomationJson>('/admin/automation', 'automation');
    tell.that('every step is done', body.ok, body.steps);
    for (const line of describeAutomation(body, false).split('\n')) tell.figures(line);
  });
}

type Made = InvoiceJson | undefined;

function checkFigures({ narrator, hero, month }: Journey, invoice: Made): Promise<void> {
  const title = 'Lines and total are what the hours, caps, backups and prices make';
  return narrator.step(title, async (tell) => {
    const expected = expectedLines(hero.servers, month, DEMO_PRICES.EUR);
    const lines = invoice?.lines.map(({ serverId: _, ...line }) => line);
    tell.equal('lines', lines, expected);
    tell.equal('total', invoice?.totalMinor, totalOf(expected));
    tell.equal('currency', invoice?.currency, 'EUR');
    for (const { kind, name, hours, tokens, amountMinor } of expected) {
      const price = `× ${DEMO_PRICES.EUR} = ${moneyText('EUR', amountMinor)} EUR`;
      tell.figures(`${kind} ${name}: ${hours} h, ${tokens} tokens ${price}`);
    }
    tell.figures(`${invoice?.number}: ${moneyText('EUR', invoice?.totalMinor ?? 0)} EUR`);
  });
}

function checkEverybody(journey: Journey, invoice: Made): Promise<void> {
  const { narrator, world, hero, seeded, month } = journey;
  const title = 'So are everybody else’s, and nobody without usage has one';
  return narrator.step(title, async (tell) => {
    const expected = expectedInvoices(seeded, await world.planPrices(), month);
    const own = { email: hero.email, currency: 'EUR', total: invoice?.totalMinor ?? 0 };
    const invoices = await world.invoices(month);
    tell.equal('invoices', sorted(invoices.map(summaryOf)), sorted([...expected, own]));
    tell.equal('numbers', numbersOf(invoices), consecutive(1, invoices.length));
    tell.figures(`${invoices.length} invoices, numbered without a gap`);
  });
}

function openTheInvoice({ narrator, world, hero, seeded }: Journey, invoice: Made): Promise<void> {
  const title = 'The client finds it on the dashboard, opens it, and nobody else can';
  return narrator.step(title, async (tell) => {
    const { origin } = world.instance;
    const dashboard = await hero.browser.get(`${origin}/dashboard`);
    const page = await hero.browser.follow(dashboard, invoice?.number ?? '?');
    tell.equal('status', page.status, 200);
    const total = `€${moneyText('EUR', invoice?.totalMinor ?? 0)}`;
    const shown = (invoice?.lines ?? []).flatMap(({ name, tokens, amountMinor }) => [
      name,
      tokens.toLocaleString('en'),
      `€${moneyText('EUR', amountMinor)}`,
    ]);
    for (const text of [...shown, total]) {
      tell.that(`it shows ${text}`, page.text.includes(text), page.text);
    }
    tell.equal('a stranger is led to', (await new Browser().get(page.url)).url.pathname, '/login');
    const other = await logIn(origin, seeded.enrolled[0]?.email ?? '');
    tell.equal('another client gets', (await other.get(page.url)).status, 404);
    tell.figures(`${page.url.pathname}: ${page.title}, total ${total}`);
  });
}

function readTheInvoiceMail({ narrator, world, hero }: Journey, invoice: Made): Promise<void> {
  return narrator.step('It came by mail, once, with a link to it', async (tell) => {
    const { origin } = world.instance;
    const mail = await world.mail(hero.email, `Invoice ${invoice?.number}`);
    const mails = (await world.mails(hero.email)).filter(isInvoiceMail);
    tell.equal('mails', mails.length, 1);
    const address = `${origin}/invoices/${invoice?.id}`;
    tell.that('it has the link', mail.text.includes(address), mail.text);
    const { html } = await hero.browser.get(`${origin}/dashboard`);
    // Without its files, which are links as well.
    const listed = links(html).filter(({ href }) => /^\/invoices\/[^.]+$/.test(href));
    tell.equal('invoices on the dashboard', listed.length, 1);
    tell.figures(mail.subject);
  });
}
