import { moneyText } from '../admin/describe-plan.ts';
import { DEMO_PRICES } from '../instance/seed.ts';
import { expectedLines, totalOf } from './expected.ts';
import { elements, textOf } from './html.ts';
import type { Journey } from './journey.ts';

/** On the 20th: what the month has cost so far and will cost, and what the panel says that tokens cost. */
export async function runningMonth(journey: Journey): Promise<void> {
  journey.narrator.chapter('In the middle of the month');
  await journey.world.moveClock(`${journey.month}-20T08:00:00Z`);
  await seeTheMonth(journey);
  await seePrices(journey);
  await typeNonsense(journey);
}

function seeTheMonth({ narrator, world, hero, month }: Journey): Promise<void> {
  const title = 'The dashboard says what it has cost so far, and foretells the invoice';
  return narrator.step(title, async (tell) => {
    const page = await hero.browser.get(`${world.instance.origin}/dashboard`);
    const section = elements(page.html, 'section').find(
      ({ attributes }) => attributes['aria-labelledby'] === 'usage-title',
    );
    const text = textOf(section?.inner ?? '');
    const nowMs = await world.nowMs();
    const used = hero.servers.map((server) => ({ ...server, deletedAtMs: nowMs }));
    const soFar = money(totalOf(expectedLines(used, month, DEMO_PRICES.EUR)));
    const byEnd = money(totalOf(expectedLines(hero.servers, month, DEMO_PRICES.EUR)));
    tell.that(
      `so far ${soFar}, by the month's end ${byEnd}`,
      text.includes(`Total ${soFar} ${byEnd}`),
      text,
    );
    tell.that('and when a cap is reached', /Reaches its cap on \d+ January 2027/.test(text), text);
    tell.figures(`so far ${soFar}, foretold ${byEnd}`);
  });
}

function seePrices({ narrator, world, hero }: Journey): Promise<void> {
  const title = 'The panel shows prices in the client’s own currency, by asking us';
  return narrator.step(title, async (tell) => {
    const page = await hero.browser.get(`${world.places.panelPrices}?tokens=5000`);
    tell.equal('status', page.status, 200);
    tell.that('an amount', page.text.includes('€5.5 (EUR)'), page.text);
    tell.that('a list', page.text.includes(`€${DEMO_PRICES.EUR} a token`), page.text);
    tell.that('plans in money', page.text.includes('Grow 4 €0.03 €22.00'), page.text);
    tell.figures(`5,000 tokens are €5.50; a token is €${DEMO_PRICES.EUR}`);
  });
}

function typeNonsense({ narrator, world, hero }: Journey): Promise<void> {
  const title = 'What is no number of tokens gets no price, and a stranger none at all';
  return narrator.step(title, async (tell) => {
    const page = await hero.browser.get(`${world.places.panelPrices}?tokens=-1`);
    tell.that('the panel shows our refusal', page.text.includes('tokens_malformed'), page.text);
    const answer = await fetch(`${world.instance.origin}/panel/prices/?user_id=2&tokens=1`);
    const { code } = (await answer.json()) as { code?: string }; // a problem document
    tell.equal(
      'without the token',
      { status: answer.status, code },
      { status: 401, code: 'token_wrong' },
    );
    tell.figures('422 tokens_malformed, 401 token_wrong');
  });
}

function money(amountMinor: number): string {
  return `€${moneyText('EUR', amountMinor)}`;
}
