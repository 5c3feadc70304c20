// docs/command.md, made from the program itself, so that what it says is what the command takes.
import type { Argument, Command, Option } from 'commander';
import { ADMIN_OPTIONS } from '../admin/options.ts';
import { examplesOf } from '../output/examples.ts';

/** Every command with its arguments, options and examples, below an introduction. */
export function commandReference(program: Command, introduction: string): string {
  const groups = new Map<string, Command[]>();
  for (const command of program.commands) {
    const group = command.helpGroup().replace(/:$/, '');
    groups.set(group, [...(groups.get(group) ?? []), command]);
  }
  const sections = [...groups].map(([group, commands]) =>
    [`## ${group}`, ...commands.flatMap(sectionsOf)].join('\n\n'),
  );
  return `${[introduction.trim(), ...sections].join('\n\n')}\n`;
}

/** A command with commands of its own has one section for all of them. */
function sectionsOf(command: Command): readonly string[] {
  const name = command.name();
  const parts = leavesOf(command).map((leaf) => partOf(leaf, leaf === command));
  const lead = command.commands.length > 0 ? [command.description()] : [];
  return [`### ${name}`, ...lead, ...parts];
}

/** Commands that do something: those without commands of their own. */
export function leavesOf(command: Command): readonly Command[] {
  return command.commands.length > 0 ? command.commands.flatMap(leavesOf) : [command];
}

/** As it is typed: the names from the program down. */
export function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

function partOf(command: Command, isWhole: boolean): string {
  const usage = `\`${pathOf(command)} ${command.usage()}\``;
  const title = isWhole ? usage : `**${usage}**`;
  const rows = [
    ...command.registeredArguments.map(argumentRow),
    ...command.options.filter(isOwn).map(optionRow),
  ];
  const examples = examplesOf(command);
  return [
    `${title}  \n${command.description()}`,
    ...(rows.length > 0 ? [['| takes | |', '| --- | --- |', ...rows].join('\n')] : []),
    ...(examples.length > 0 ? [`\`\`\`\n${examples.join('\n')}\n\`\`\``] : []),
  ].join('\n\n');
}

/** In every command that asks the service: said once, in the introduction. */
const isShared = ({ long }: Option) => ADMIN_OPTIONS.includes(long ?? '') && long !== '--json';
const isOwn = (option: Option) => !isShared(option) && option.long !== '--json';

function argumentRow(argument: Argument): string {
  const name = argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
  return row(name, argument.description, argument.argChoices, argument.defaultValue);
}

function optionRow(option: Option): string {
  const must = option.mandatory ? ' (must be given)' : '';
  return row(option.flags, option.description + must, option.argChoices, option.defaultValue);
}

function row(
  name: string,
  description: string,
  choices: readonly string[] | undefined,
  fallback: unknown,
): string {
  const more = [
    ...(choices ? [`one of ${choices.map((choice) => `\`${choice}\``).join(', ')}`] : []),
    ...(typeof fallback === 'string' || typeof fallback === 'number'
      ? [`otherwise \`${fallback}\``]
      : []),
  ];
  const text = more.length > 0 ? `${description}; ${more.join('; ')}` : description;
  return `| \`${name}\` | ${text.replaceAll('|', '\\|')} |`;
}
