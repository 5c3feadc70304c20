// `npm run story`: the whole journey against an instance of its own, as a newcomer and an operator would go it. Each
// step says what it saw and checks it.
import { Command } from 'commander';
import { countsLine } from './checks/run-checks.ts';
import { beginMetering } from './instance/begin-metering.ts';
import { billingOption } from './instance/billing-option.ts';
import { type BillingName, onlyCurrency } from './instance/billing-places.ts';
import { seed } from './instance/seed.ts';
import { type UsageName, usageOption } from './instance/usage-option.ts';
import { EXIT, runCommand } from './output/run-command.ts';
import { again } from './story/again.ts';
import { billingSystem } from './story/billing-system.ts';
import { enrol } from './story/enrol.ts';
import { makeHero } from './story/hero.ts';
import { monthEnd } from './story/month-end.ts';
import { createNarrator, type Narrator, StoryEnds } from './story/narrator.ts';
import { panelDown } from './story/panel-down.ts';
import { runningMonth } from './story/running-month.ts';
import { makeServers } from './story/servers.ts';
import { signUp } from './story/sign-up.ts';
import { signatures } from './story/signatures.ts';
import { makeWorld, type World } from './story/world.ts';

/** Always the same month, so that the figures can be compared between two readings. */
const BEGINS_AT = '2027-01-01T09:30:00Z';
const MONTH = '2027-01';
const MONTH_BEFORE = '2026-12';

await runCommand(async () => {
  const { billing, usage } = new Command('story')
    .description('The whole journey against an instance of its own, told and checked step by step.')
    .addOption(billingOption())
    .addOption(usageOption())
    .exitOverride()
    .parse()
    .opts<{ billing: BillingName; usage: UsageName }>();
  const startedAtMs = performance.now();
  const narrator = createNarrator();
  let world: World | undefined;
  try {
    await narrator.step('An instance of its own starts, with an empty database', async (tell) => {
      world = await makeWorld({ billing, usage });
      tell.figures(world.instance.origin);
    });
    if (world) await play(narrator, world, billing);
  } catch (error) {
    if (!(error instanceof StoryEnds)) throw error;
  } finally {
    await world?.instance.stop();
  }
  const counts = narrator.counts();
  console.log(`\nThe story took ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s.`);
  console.log(countsLine(counts));
  return counts.failed === 0 ? EXIT.ok : EXIT.failed;
});

async function play(narrator: Narrator, world: World, billing: BillingName): Promise<void> {
  if (world.isMetered) await beginMetering(world.instance, Date.parse(BEGINS_AT));
  await world.moveClock(BEGINS_AT);
  const seeded = await seed(
    world.instance,
    world.adminKey,
    Date.parse(BEGINS_AT),
    onlyCurrency(billing),
  );
  const months = { month: MONTH, monthBefore: MONTH_BEFORE };
  const journey = { narrator, world, hero: makeHero(), seeded, ...months };
  const link = await signUp(journey);
  await enrol(journey, link);
  await panelDown(journey);
  await makeServers(journey);
  await runningMonth(journey);
  await monthEnd(journey);
  await billingSystem(journey, billing);
  await again(journey);
  await signatures(journey);
}
