// npm run contract -- whmcs|blesta|hostbill|ubersmith
// The contract suite against a real billing system: the calls of a client's whole life, inside a client that it makes and
// closes, and what the system answers to everything that its vendor does not document. Prints a report; docs/billing-systems.md.
import { connectBlesta } from './blesta/connect.ts';
import { connectHostbill } from './hostbill/connect.ts';
import { currencyOf, liveThrough } from './life.ts';
import { type HeardRefusal, markdown, refusalLine, type StepResult } from './report.ts';
import { closeSandboxes, newSandboxEmail } from './sandbox.ts';
import type { Connect, Target } from './target.ts';
import { connectUbersmith } from './ubersmith/connect.ts';
import { connectWhmcs } from './whmcs/connect.ts';

const SYSTEMS: ReadonlyMap<string, Connect> = new Map([
  ['whmcs', connectWhmcs],
  ['blesta', connectBlesta],
  ['hostbill', connectHostbill],
  ['ubersmith', connectUbersmith],
]);

process.exitCode = await main(process.argv.slice(2));

async function main([system = '']: readonly string[]): Promise<number> {
  const connect = SYSTEMS.get(system);
  if (!connect) {
    console.error(`usage: npm run contract -- ${[...SYSTEMS.keys()].join('|')}`);
    return 2;
  }
  const target = connect(process.env);
  if (!('door' in target)) {
    console.error(`Nothing was asked of any system.\n${target.join('\n')}`);
    return 2;
  }
  try {
    return await run(target);
  } catch (error) {
    console.error(`The run ended early: ${error instanceof Error ? error.message : String(error)}`);
    for (const refusal of refusalsOf(target)) console.error(refusalLine(refusal));
    return 1;
  }
}

async function run(target: Target): Promise<number> {
  const before = await closeSandboxes(target.sandboxes, target.door);
  if (before.clients > 0) {
    console.error(
      `Closed ${before.clients} sandbox of an earlier run, ${before.invoices} invoices.`,
    );
  }
  const { suite, answers, closing } = await inSandbox(target);
  const steps: StepResult[] = [
    ...suite,
    { step: 'everything of the sandbox is closed', fault: closing.open.join('; ') },
  ];
  const left = [...target.leaves, ...closing.left];
  const { url: address } = target.settings;
  console.log(markdown({ address, steps, answers, refusals: refusalsOf(target), left }));
  return steps.every(({ fault }) => fault === '') ? 0 : 1;
}

function refusalsOf({ door, meaningOf }: Target): readonly HeardRefusal[] {
  if (!meaningOf) return [];
  return door.refusals().map((refusal) => ({ ...refusal, meaning: meaningOf(refusal) }));
}

/** Whatever happens in it, it is closed afterwards. */
async function inSandbox(target: Target) {
  const close = () => closeSandboxes(target.sandboxes, target.door);
  try {
    const email = newSandboxEmail(target.settings);
    const currency = currencyOf(await target.currency());
    const sandbox = { email, currency, manyLines: target.manyLines };
    const {
      steps: suite,
      clientId,
      document,
    } = await liveThrough(target.billing(currency), sandbox);
    const { id: documentId = '', reference = '' } = document ?? {};
    const inside = { clientId: clientId ?? '', email, currency, documentId, reference };
    const answers = clientId === undefined ? [] : await target.ask(inside);
    return { suite, answers, closing: await close() };
  } catch (error) {
    await close();
    throw error;
  }
}
