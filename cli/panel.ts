// `npm run panel -- show | connect`: the panel's billing integration, by which it shows prices in money instead of tokens.
import { Command } from 'commander';
import { isApproved } from './output/is-approved.ts';
import { EXIT, runCommand } from './output/run-command.ts';
import { checkPriceToken } from './panel/check-price-token.ts';
import { integrationOf, readConnection } from './panel/connection.ts';
import { describeIntegration, isSame } from './panel/describe-integration.ts';
import { createPanelSettings } from './panel/panel-settings.ts';
import { ROOT } from './root.ts';

interface PanelOptions {
  readonly settings: string;
  readonly yes?: boolean;
}

let exitCode: number = EXIT.ok;
await runCommand(async () => {
  const program = new Command('panel')
    .description('What the panel knows of this service: where it asks for prices.')
    .exitOverride();
  withSettings(program.command('show').exitOverride())
    .description('Shows what the panel has set, and what it should have. Changes nothing.')
    .action(show);
  withSettings(program.command('connect').exitOverride())
    .description('Makes the panel ask this service for prices: shows the change, asks, makes it.')
    .option('-y, --yes', 'change it without asking', false)
    .action(connect);
  await program.parseAsync();
  return exitCode;
});

function withSettings(command: Command): Command {
  return command.option(
    '--settings <file>',
    'JSON with PANEL_API_URL, PANEL_TOKEN, ORIGIN and PANEL_PRICE_TOKEN; the environment comes first',
    `${ROOT}/demo/panel.json`,
  );
}

async function show({ settings }: PanelOptions): Promise<void> {
  const connection = await readConnection(settings);
  const { panelApiUrl, panelToken } = connection;
  const now = await createPanelSettings(panelApiUrl, panelToken).read();
  console.log(describeIntegration(now, integrationOf(connection)));
}

async function connect({ settings, yes }: PanelOptions): Promise<void> {
  const connection = await readConnection(settings);
  const panel = createPanelSettings(connection.panelApiUrl, connection.panelToken);
  const wanted = integrationOf(connection);
  await checkPriceToken(wanted.url, connection.priceToken);
  const now = await panel.read();
  console.log(describeIntegration(now, wanted));
  if (isSame(now, wanted)) {
    console.log('\nNothing to change.');
    return;
  }
  if (!yes && !(await isApproved('Change it?'))) {
    console.log('Nothing was changed.');
    return;
  }
  const then = await panel.write(wanted);
  if (then.type === wanted.type && then.url === wanted.url) {
    console.log(`\nThe panel now asks ${wanted.url} for prices.`);
    return;
  }
  exitCode = EXIT.failed;
  console.error('\nThe panel took the change, but this is what it has now:\n');
  console.error(describeIntegration(then, wanted));
}
