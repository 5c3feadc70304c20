import type { AutomationJson } from '../admin/describe-automation.ts';
import { ProblemFault } from '../admin/problem.ts';
import { executePlan, type InvoiceJson, planMonth } from '../admin/runs.ts';
import {
  consecutive,
  expectedInvoices,
  isInvoiceMail,
  numbersOf,
  sorted,
  summaryOf,
} from './invoice-facts.ts';
import type { Journey } from './journey.ts';
import type { World } from './world.ts';

const AT_ONCE = 20;
const MAIL_WAIT_MS = 15_000;

/** The same once more, in every way somebody might: still one invoice for each client and month. */
export async function again(journey: Journey): Promise<void> {
  const made = await issued(journey.world, journey.month);
  journey.narrator.chapter('The same again, and all at once');
  await sameMonthAgain(journey, made);
  await monthBeforeAtOnce(journey, made);
  await automationAgain(journey);
}

function sameMonthAgain({ narrator, world, month }: Journey, made: Invoices): Promise<void> {
  const title = `${month} by override, ${AT_ONCE} times at once: nothing new`;
  return narrator.step(title, async (tell) => {
    const outcomes = await overrideAtOnce(world, month);
    tell.that('every answer is a result or a plain refusal', outcomes.every(isKnown), outcomes);
    tell.equal('invoices', await issued(world, month), made);
    tell.figures(tally(outcomes));
  });
}

function monthBeforeAtOnce(journey: Journey, made: Invoices): Promise<void> {
  const { narrator, world, seeded, month, monthBefore } = journey;
  const title = `${monthBefore}, never invoiced: ${AT_ONCE} overrides and the automation at once`;
  return narrator.step(title, async (tell) => {
    const [outcomes] = await Promise.all([
      overrideAtOnce(world, monthBefore),
      world.admin.act('/admin/automation', 'automation'),
    ]);
    tell.that('every answer is a result or a plain refusal', outcomes.every(isKnown), outcomes);
    tell.that('one of them at least made it', outcomes.includes('executed'), outcomes);
    const invoices = await issued(world, monthBefore);
    const expected = expectedInvoices(seeded, await world.planPrices(), monthBefore);
    tell.equal('invoices', sorted(invoices.map(summaryOf)), sorted(expected));
    const numbers = consecutive(made.length + 1, invoices.length);
    tell.equal('numbers go on without a gap', numbersOf(invoices), numbers);
    tell.equal(`invoices of ${month}`, await issued(world, month), made);
    tell.figures(`${tally(outcomes)}; ${invoices.length} invoices for ${monthBefore}`);
  });
}

function automationAgain({ narrator, world, month, monthBefore }: Journey): Promise<void> {
  const title = 'The automation once more: nothing new, and nobody gets a second mail';
  return narrator.step(title, async (tell) => {
    const everything = async () => [
      ...(await issued(world, month)),
      ...(await issued(world, monthBefore)),
    ];
    const before = await everything();
    const { body } = await world.admin.act<AutomationJson>('/admin/automation', 'automation');
    tell.that('every step is done', body.ok, body.steps);
    tell.equal('invoices', await everything(), before);
    const mails = await settledInvoiceMails(world, before);
    tell.equal('mails about invoices', mails.length, before.length);
    tell.equal('of them different', new Set(mails).size, before.length);
    tell.figures(`${before.length} invoices, ${mails.length} mails`);
  });
}

type Invoices = readonly InvoiceJson[];
/** `executed`, or the code of the refusal. */
type Outcome = string;

/** Each plans and executes on its own, as twenty operators would who do not know of each other. */
function overrideAtOnce(world: World, month: string): Promise<Outcome[]> {
  const one = async (): Promise<Outcome> => {
    try {
      const plan = await planMonth(world.admin, month);
      await executePlan(world.admin, plan);
      return 'executed';
    } catch (error) {
      if (error instanceof ProblemFault) return error.code;
      return error instanceof Error ? error.message : String(error);
    }
  };
  return Promise.all(Array.from({ length: AT_ONCE }, one));
}

/** A newer plan may take an older one's place between somebody's plan and their approval. */
function isKnown(outcome: Outcome): boolean {
  return outcome === 'executed' || outcome === 'plan_superseded' || outcome === 'manifest_unknown';
}

function tally(outcomes: readonly Outcome[]): string {
  const counts = new Map<Outcome, number>();
  for (const outcome of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, count]) => `${count} × ${outcome}`).join(', ');
}

/** Subjects of all mails about invoices, once there are as many as invoices (or no more come). */
async function settledInvoiceMails(world: World, invoices: Invoices): Promise<readonly string[]> {
  const deadline = Date.now() + MAIL_WAIT_MS;
  for (;;) {
    const mails = (await world.mails()).filter(isInvoiceMail).map(({ subject }) => subject);
    if (mails.length >= invoices.length || Date.now() > deadline) return mails;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Documents as they were issued: what is known of their payment changes meanwhile. */
async function issued(world: World, month: string): Promise<Invoices> {
  return (await world.invoices(month)).map((invoice) => ({ ...invoice, payment: null }));
}
