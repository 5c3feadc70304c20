import { Command } from 'commander';
import { DEMO_PORT, demoFiles } from '../instance/demo-files.ts';
import { CommandFault } from '../output/command-fault.ts';
import { confirm } from '../output/confirm.ts';
import { withExamples } from '../output/examples.ts';
import { print } from '../output/print.ts';
import { checkPriceToken } from '../panel/check-price-token.ts';
import { integrationOf, readConnection } from '../panel/connection.ts';
import { describeIntegration, isSame, withoutTokens } from '../panel/describe-integration.ts';
import { createPanelSettings } from '../panel/panel-settings.ts';
import { ROOT } from '../root.ts';

interface PanelOptions {
  readonly settings?: string;
  readonly json: boolean;
}

/** What `npm run demo` writes. */
const DEMO_SETTINGS = `${ROOT}/${demoFiles(DEMO_PORT).panel}`;

/** `postmeter panel`: the panel's billing integration, by which it shows prices in money instead of tokens. */
export function panelCommand(): Command {
  const panel = new Command('panel').description(
    'What the panel knows of this service: where it asks for prices.',
  );
  withSettings(withExamples(panel.command('show'), 'npx postmeter panel show'))
    .description('Shows what the panel has set, and what it should have. Changes nothing.')
    .action(show);
  withSettings(
    withExamples(panel.command('connect'), 'npx postmeter panel connect --settings panel.json'),
  )
    .description('Makes the panel ask this service for prices: shows the change, asks, makes it.')
    .option('-y, --yes', 'change it without asking', false)
    .action(connect);
  return panel;
}

function withSettings(command: Command): Command {
  return command
    .option(
      '--settings <file>',
      'JSON with PANEL_API_URL, PANEL_TOKEN, ORIGIN and PANEL_PRICE_TOKEN (otherwise the demo’s); the environment comes first',
    )
    .option('--json', 'print JSON, for programs', false);
}

async function show({ settings, json }: PanelOptions): Promise<void> {
  const connection = await readConnection(settings ?? DEMO_SETTINGS);
  const { panelApiUrl, panelToken } = connection;
  const now = await createPanelSettings(panelApiUrl, panelToken).read();
  const wanted = integrationOf(connection);
  print({ json }, withoutTokens(now, wanted), () => describeIntegration(now, wanted));
}

async function connect({
  settings,
  yes,
  json,
}: PanelOptions & { readonly yes: boolean }): Promise<void> {
  const connection = await readConnection(settings ?? DEMO_SETTINGS);
  const panel = createPanelSettings(connection.panelApiUrl, connection.panelToken);
  const wanted = integrationOf(connection);
  await checkPriceToken(wanted.url, connection.priceToken);
  const now = await panel.read();
  if (!json) console.log(describeIntegration(now, wanted));
  if (isSame(now, wanted)) {
    print({ json }, withoutTokens(now, wanted), '\nNothing to change.');
    return;
  }
  await confirm('Change it?', { yes, json });
  const then = await panel.write(wanted);
  if (then.type === wanted.type && then.url === wanted.url) {
    print({ json }, withoutTokens(then, wanted), `\nThe panel now asks ${wanted.url} for prices.`);
    return;
  }
  throw new CommandFault(
    'The panel took the change, but has something else now:',
    describeIntegration(then, wanted),
    { code: 'panel_differs' },
  );
}
