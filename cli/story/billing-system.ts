import type { AutomationJson } from '../admin/describe-automation.ts';
import { type BillingName, billingPlace } from '../instance/billing-places.ts';
import { type BilledDocument, type BillingDesk, billingDesk } from './billing-desk.ts';
import type { Journey } from './journey.ts';

const WAIT_MS = 30_000;
const POLL_MS = 200;

/** The provider's own billing system has every invoice once, the client pays there, and we learn of it. */
export async function billingSystem(journey: Journey, name: BillingName): Promise<void> {
  if (name === 'builtin') return;
  const desk = billingDesk(journey.world.instance.origin, name);
  journey.narrator.chapter(`The billing system: ${name}`);
  const own = await checkDocuments(journey, desk);
  await clickToPay(journey, name);
  await learnOfPayment(journey, desk, name, own);
}

async function checkDocuments(
  { narrator, world, hero, month }: Journey,
  desk: BillingDesk,
): Promise<BilledDocument | undefined> {
  let own: BilledDocument | undefined;
  await narrator.step('It has each invoice once, with the same total', async (tell) => {
    const invoices = await world.invoices(month);
    const expected = invoices.map(({ totalMinor }) => totalMinor);
    const documents = await settled(desk, expected.length);
    tell.equal(
      'totals there',
      sorted(documents.map(({ totalMinor }) => totalMinor)),
      sorted(expected),
    );
    tell.equal('references', new Set(documents.map((one) => one.reference)).size, expected.length);
    tell.that(
      'all of them are issued',
      documents.every(({ isIssued }) => isIssued),
      documents,
    );
    const total = invoices.find(({ clientEmail }) => clientEmail === hero.email)?.totalMinor;
    own = documents.find(({ totalMinor }) => totalMinor === total);
    tell.that('the client’s is among them', own !== undefined, documents);
    tell.figures(`${documents.length} documents`);
  });
  return own;
}

function clickToPay({ narrator, world, hero }: Journey, name: BillingName): Promise<void> {
  const title = 'The client presses "Pay this invoice" and is there';
  return narrator.step(title, async (tell) => {
    const { origin } = world.instance;
    const dashboard = await hero.browser.get(`${origin}/dashboard`);
    tell.that(
      'the dashboard says that it is due',
      dashboard.text.includes(' Due '),
      dashboard.text,
    );
    const invoice = await hero.browser.follow(dashboard, 'INV-');
    const there = await hero.browser.submit(invoice, 'Pay this invoice');
    tell.equal('first answer', there.statuses[0], 303);
    const place = billingPlace(origin, name);
    tell.that(`it leads to ${place}`, there.url.href.startsWith(place), there.url.href);
    // Ubersmith has no sign-on: its portal asks for a password.
    tell.equal('status there', there.status, name === 'ubersmith' ? 401 : 200);
    tell.figures(there.url.pathname);
  });
}

function learnOfPayment(
  { narrator, world, hero }: Journey,
  desk: BillingDesk,
  name: BillingName,
  own: BilledDocument | undefined,
): Promise<void> {
  const bySignal = name !== 'ubersmith';
  const title = `Paid there, it is soon shown as paid here${bySignal ? '' : ' by the daily look'}`;
  return narrator.step(title, async (tell) => {
    await desk.pay(own?.id ?? '');
    if (!bySignal) {
      await world.moveClock('2027-02-02T01:15:00Z');
      await world.admin.act<AutomationJson>('/admin/automation', 'automation');
    }
    const dashboard = `${world.instance.origin}/dashboard`;
    const deadline = Date.now() + WAIT_MS;
    let page = await hero.browser.get(dashboard);
    while (!page.text.includes('Paid') && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      page = await hero.browser.get(dashboard);
    }
    tell.that('the dashboard says Paid', page.text.includes('Paid'), page.text);
    const invoice = await hero.browser.follow(page, 'INV-');
    tell.that('there is nothing more to pay', !invoice.hasForm('Pay this invoice'));
  });
}

async function settled(desk: BillingDesk, count: number): Promise<readonly BilledDocument[]> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const documents = await desk.documents();
    const isDone = documents.length >= count && documents.every(({ isIssued }) => isIssued);
    if (isDone || Date.now() > deadline) return documents;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function sorted(amounts: readonly number[]): readonly number[] {
  return [...amounts].sort((a, b) => a - b);
}
