import { Command } from 'commander';
import { auditCommand } from './commands/audit.ts';
import { automationCommand } from './commands/automation.ts';
import { billingCommand } from './commands/billing.ts';
import { clientsCommand } from './commands/clients.ts';
import { cutOverCommand } from './commands/cut-over.ts';
import { doctorCommand } from './commands/doctor.ts';
import { executeCommand } from './commands/execute.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { instancesCommand } from './commands/instances.ts';
import { invoiceCommand } from './commands/invoice.ts';
import { keyCommand } from './commands/key.ts';
import { keysCommand } from './commands/keys.ts';
import { lettersCommand } from './commands/letters.ts';
import { panelCommand } from './commands/panel.ts';
import { parkedCommand } from './commands/parked.ts';
import { planCommand } from './commands/plan.ts';
import { pricesCommand } from './commands/prices.ts';
import { runsCommand } from './commands/runs.ts';
import { setupCommand } from './commands/setup.ts';
import { shadowCommand } from './commands/shadow.ts';
import { signInCommand } from './commands/sign-in.ts';
import { statusCommand } from './commands/status.ts';
import { termsCommand } from './commands/terms.ts';
import { verifyCommand } from './commands/verify.ts';
import { webhooksCommand } from './commands/webhooks.ts';
import { VERSION } from './version.ts';

/** The command `postmeter`, as help shows it: what is done most stands first. */
const GROUPS: Readonly<Record<string, readonly (() => Command)[]>> = {
  'Every day:': [statusCommand, automationCommand],
  'Invoicing:': [
    planCommand,
    executeCommand,
    invoiceCommand,
    runsCommand,
    parkedCommand,
    verifyCommand,
  ],
  'Clients and deliveries:': [
    clientsCommand,
    billingCommand,
    lettersCommand,
    auditCommand,
    exportCommand,
  ],
  'What is sold:': [pricesCommand, termsCommand],
  'Moving over from the WHMCS add-on:': [importCommand, shadowCommand, cutOverCommand],
  'Setting up:': [
    setupCommand,
    doctorCommand,
    panelCommand,
    keyCommand,
    keysCommand,
    instancesCommand,
    signInCommand,
    webhooksCommand,
  ],
};

/** A new program each time, because commander keeps what it parsed. */
export function postmeterProgram(): Command {
  const program = new Command('postmeter')
    .description("The operator's command of Postmeter, for an instance here or deployed.")
    .version(VERSION, '-V, --version', 'of the project that this command belongs to')
    .exitOverride()
    .showHelpAfterError('Add --help to see what it takes.')
    .helpCommand('help [command]', 'Shows what a command takes.')
    .addHelpText('after', '\nExit codes, and each command with examples: docs/command.md');
  for (const [group, commands] of Object.entries(GROUPS)) {
    for (const make of commands) program.addCommand(inherit(make(), program).helpGroup(group));
  }
  return program;
}

/** A command that is made by itself does not take over its program's settings; commander does that only for its own. */
function inherit(command: Command, program: Command): Command {
  command.copyInheritedSettings(program);
  for (const sub of command.commands) inherit(sub, program);
  return command;
}
