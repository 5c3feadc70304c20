// The steps of set-up in order. Each looks at what is there first, so that a run that was interrupted anywhere is simply run
// again: what is done is found and left alone.
import { readFile, writeFile } from 'node:fs/promises';
import { createAdminClient } from '../admin/client.ts';
import { confirm } from '../output/confirm.ts';
import { whileStated } from '../output/interrupted.ts';
import { ROOT } from '../root.ts';
import type { Answers } from './answers.ts';
import { catalogueChanges } from './catalogue.ts';
import {
  type Account,
  applyMigrations,
  createDatabase,
  createQueue,
  deploy,
  putSecrets,
  readAccount,
} from './cloudflare.ts';
import { panelChange } from './connect-panel.ts';
import { type OperatorKey, operatorKey } from './operator-key.ts';
import { describePlan, planSetup, type SetupPlan } from './plan-setup.ts';
import { type AskSecret, askedFor, type Secrets, secretsToSet } from './secrets.ts';
import { waitForService } from './wait-for-service.ts';
import type { Wrangler } from './wrangler.ts';
import { ownNamesIn, requireApart, withDatabaseId } from './wrangler-toml.ts';

export interface SetupInput {
  readonly answers: Answers;
  readonly wrangler: Wrangler;
  readonly env: NodeJS.ProcessEnv;
  readonly ask: AskSecret;
  readonly yes: boolean;
  /** Only says what to run. */
  readonly print: boolean;
  readonly tomlFile?: string;
}

const NOTHING_LOST = () => 'What is done stays done; run the same command again to go on.';

/** Answers with what the doctor then needs; undefined where nothing was done. */
export async function runSetup(input: SetupInput): Promise<OperatorKey | undefined> {
  const { answers, wrangler, env, ask, yes, print } = input;
  const tomlFile = input.tomlFile ?? `${ROOT}/wrangler.toml`;
  const operator = await operatorKey(answers.operator);
  say(
    `${operator.isNew ? 'Made' : 'Found'} ${operator.file}: your private key. Keep it where only you can read it.`,
  );
  // To print what to run nobody has to be signed in.
  const toml = await readFile(tomlFile, 'utf8');
  if (input.tomlFile) requireApart(await readFile(`${ROOT}/wrangler.toml`, 'utf8'), toml);
  const account = print ? NOBODYS : await readAccount(wrangler, ownNamesIn(toml));
  const secrets = print
    ? await namesOnly(answers)
    : await secretsToSet(answers, account.secrets, env, ask);
  const plan = planSetup({ answers, account, secrets, key: operator.key, toml });
  const forFile = input.tomlFile === undefined ? '' : ` for ${tomlFile}, with --config`;
  say(`\n${print ? 'Run' : 'This will be run'}${forFile}:\n${describePlan(plan)}\n`);
  if (print) {
    console.log(plan.toml);
    return undefined;
  }
  await confirm('Go on?', { yes, json: false });
  await whileStated(NOTHING_LOST, () => carryOut(wrangler, plan, account, tomlFile));
  await whileStated(NOTHING_LOST, () => openShop(input, secrets, operator));
  return operator;
}

const NOBODYS: Account = { databaseId: undefined, hasQueue: false, secrets: [] };

/** With placeholders: `--print` must not ask for what it does not use. */
async function namesOnly(answers: Answers): Promise<Secrets> {
  return secretsToSet(answers, [], {}, async () => 'set by hand');
}

async function carryOut(
  wrangler: Wrangler,
  plan: SetupPlan,
  account: Account,
  tomlFile: string,
): Promise<void> {
  if (plan.makeDatabase) say('Making the database.');
  const databaseId = account.databaseId ?? (await createDatabase(wrangler, plan.names.database));
  if (plan.makeQueue) {
    say('Making the queue.');
    await createQueue(wrangler, plan.names.queue);
  }
  const toml = withDatabaseId(plan.toml, databaseId);
  if (toml !== (await readFile(tomlFile, 'utf8'))) {
    await writeFile(tomlFile, toml);
    say('Wrote wrangler.toml.');
  }
  say('Applying migrations.');
  await applyMigrations(wrangler, plan.names.database);
  say('Deploying.');
  await deploy(wrangler);
  const names = Object.keys(plan.secrets);
  if (names.length === 0) return;
  say(`Setting ${names.join(', ')}.`);
  await putSecrets(wrangler, plan.secrets);
}

/** What is sold, under which terms, and whether the panel shows it: by signed calls to the service itself. */
async function openShop(
  { answers, wrangler, env, ask, yes }: SetupInput,
  secrets: Secrets,
  { key }: OperatorKey,
): Promise<void> {
  const { ORIGIN: origin = '' } = answers.vars;
  say(`Waiting for ${origin}.`);
  await waitForService(origin);
  const admin = createAdminClient(origin, key);
  const panelToken = async () =>
    secrets.PANEL_TOKEN ?? env.PANEL_TOKEN ?? (await askedFor('PANEL_TOKEN', ask));
  const changes = [
    ...(await catalogueChanges(admin, answers)),
    ...(await panelChange({ answers, admin, wrangler, secrets, panelToken })),
  ];
  if (changes.length === 0) {
    say('Prices, terms and the panel are as wanted.');
    return;
  }
  say(`\n${changes.map(({ sentence }) => `  ${sentence}`).join('\n')}\n`);
  await confirm('Make it so?', { yes, json: false });
  for (const { apply } of changes) await apply();
}

/** For the person; what programs read goes to stdout. */
function say(text: string): void {
  console.error(text);
}
