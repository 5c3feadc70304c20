// npm run contract -- whmcs
// The contract suite against a real billing system: the calls of a client's whole life, inside a client that it makes and
// closes, and what the system answers to everything that its vendor does not document. Prints a report; docs/billing-systems.md.

import { markdown, type StepResult } from './report.ts';
import { type ContractSettings, readSettings } from './settings.ts';
import { createDoor, type Door } from './whmcs/door.ts';
import { askQuestions } from './whmcs/questions.ts';
import { createRaw, type Raw, rowsOf } from './whmcs/raw.ts';
import { closeSandboxes, isSandboxEmail, newSandboxEmail } from './whmcs/sandbox.ts';
import { currencyOf, runSuite } from './whmcs/suite.ts';

process.exitCode = await main(process.argv.slice(2));

async function main([system]: readonly string[]): Promise<number> {
  if (system !== 'whmcs') {
    console.error('usage: npm run contract -- whmcs');
    return 2;
  }
  const settings = readSettings(process.env);
  if (!('CONTRACT_WHMCS_URL' in settings)) {
    console.error(`Nothing was asked of any system.\n${settings.join('\n')}`);
    return 2;
  }
  const door = createDoor((email) => isSandboxEmail(email, settings));
  const raw = createRaw(settings, door);
  try {
    return await run(settings, door, raw);
  } catch (error) {
    console.error(`The run ended early: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

async function run(settings: ContractSettings, door: Door, raw: Raw): Promise<number> {
  const before = await closeSandboxes(raw, door, settings);
  if (before.clients > 0) {
    console.error(
      `Closed ${before.clients} sandbox of an earlier run, ${before.invoices} invoices.`,
    );
  }
  const email = newSandboxEmail(settings);
  const { suite, answers, closing } = await inSandbox(settings, door, raw, email);
  const steps: StepResult[] = [
    ...suite,
    { step: 'everything of the sandbox is closed', fault: closing.open.join('; ') },
  ];
  console.log(markdown({ address: settings.CONTRACT_WHMCS_URL, steps, answers }));
  return steps.every(({ fault }) => fault === '') ? 0 : 1;
}

/** Whatever happens in it, it is closed afterwards. */
async function inSandbox(settings: ContractSettings, door: Door, raw: Raw, email: string) {
  const close = () => closeSandboxes(raw, door, settings);
  try {
    const code = settings.CONTRACT_WHMCS_CURRENCY ?? (await firstCurrency(raw));
    const ran = await runSuite(settings, door, { email, currency: currencyOf(code) });
    const { steps: suite, clientId, documentId = '' } = ran;
    const asked = { raw, clientId: clientId ?? '', email, documentId };
    const answers = clientId === undefined ? [] : await askQuestions(asked);
    return { suite, answers, closing: await close() };
  } catch (error) {
    await close();
    throw error;
  }
}

async function firstCurrency(raw: Raw): Promise<string> {
  const [first] = rowsOf(await raw('GetCurrencies'), 'currencies', 'currency');
  if (!first) throw new Error('it lists no currencies; is the address right, and the key?');
  return String(first.code);
}
