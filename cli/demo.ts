// `npm run demo`: everything on this machine, seeded, until Ctrl-C.
import { Command, InvalidArgumentError } from 'commander';
import { monthAt, monthBefore } from '#core/month.ts';
import { makeAdminKey, writeAdminKey } from './instance/admin-key.ts';
import { beginMetering } from './instance/begin-metering.ts';
import { billingOption } from './instance/billing-option.ts';
import { type BillingName, onlyCurrency } from './instance/billing-places.ts';
import { DEMO_PORT, demoFiles } from './instance/demo-files.ts';
import { seedOldClients } from './instance/demo-old-clients.ts';
import { freePort } from './instance/free-port.ts';
import { writePanelFile } from './instance/panel-file.ts';
import { DEMO_OPERATOR, DEMO_TURNSTILE, placesOf } from './instance/places.ts';
import { postJson } from './instance/post-json.ts';
import { DEMO_PRICES, seed } from './instance/seed.ts';
import { type LogLine, startInstance } from './instance/start.ts';
import { type UsageName, usageOption } from './instance/usage-option.ts';
import { CommandFault } from './output/command-fault.ts';
import { EXIT, runCommand } from './output/run-command.ts';
import { welcome } from './output/welcome.ts';
import { ROOT } from './root.ts';

const PULSE_EVERY_MS = 60_000;

await runCommand(async () => {
  const options = new Command('demo')
    .description('Starts Postmeter with an emulated panel and mailbox, seeded, on this machine.')
    .option('-p, --port <port>', 'port of http://localhost', parsePort, DEMO_PORT)
    .addOption(billingOption())
    .addOption(usageOption())
    .option('--turnstile', 'ask at the forms of strangers who is a person', false)
    .option('-v, --verbose', 'show what the Worker logs', false)
    .exitOverride()
    .parse()
    .opts<DemoOptions>();
  await demo(options);
  return EXIT.ok;
});

interface DemoOptions {
  readonly port: number;
  readonly billing: BillingName;
  readonly usage: UsageName;
  readonly turnstile: boolean;
  readonly verbose: boolean;
}

async function demo({ port, billing, usage, turnstile, verbose }: DemoOptions): Promise<void> {
  const startedAtMs = performance.now();
  if ((await freePort(port)) === undefined) {
    throw new CommandFault(
      `Port ${port} is in use, so the demo cannot start there.`,
      `Stop what listens on it, or choose another: npm run demo -- --port ${port + 1}`,
    );
  }
  const files = demoFiles(port);
  const adminKey = makeAdminKey('demo');
  const onLog = ({ level, message }: LogLine) => console.error(`${level}: ${message}`);
  const instance = await startInstance({
    port,
    adminKey,
    billing,
    usage,
    braked: true,
    settings: { OPERATOR_EMAIL: DEMO_OPERATOR, ...(turnstile && DEMO_TURNSTILE) },
    ...(verbose && { onLog }),
  });
  try {
    await writeAdminKey(`${ROOT}/${files.key}`, adminKey);
    await writePanelFile(`${ROOT}/${files.panel}`, instance.origin);
    const nowMs = Date.now();
    const isMetered = usage !== 'report';
    if (isMetered) {
      await beginMetering(instance, nowMs);
      await postJson(placesOf(instance.origin).clock, { now: null });
    }
    const seeded = await seed(instance, adminKey, nowMs, onlyCurrency(billing));
    const lastMonth = monthBefore(monthAt(nowMs, 'UTC'));
    if (billing === 'whmcs') await seedOldClients(instance.origin, lastMonth, DEMO_PRICES);
    if (isMetered) await instance.look();
    const seconds = (performance.now() - startedAtMs) / 1000;
    console.log(welcome({ origin: instance.origin, files, lastMonth, billing, seconds, seeded }));

    // Cron Triggers do not fire here by themselves. A pulse that fails is no reason to stop: the next one comes.
    const pulse = () => void instance.pulse().catch((error) => verbose && console.error(error));
    const timer = setInterval(pulse, PULSE_EVERY_MS);
    await stopSignal();
    clearInterval(timer);
    console.log('\nStopping.');
  } finally {
    await instance.stop();
  }
}

/**
 * Resolves at the first Ctrl-C or termination. The handlers stay, so that a second one does not cut the stop short:
 * a terminal sends it to npm, to the bootstrap and to us, and each passes it on.
 */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.removeAllListeners(signal); // miniflare's would end the process in the middle of our stop
      process.on(signal, () => resolve());
    }
  });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 1 to 65535.');
}
