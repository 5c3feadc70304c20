// wrangler.toml, which is the owner's: values are replaced where they stand, everything else stays to the letter. What
// comes out is parsed again and must say exactly what was meant.
import { parse, type TomlTable } from 'smol-toml';
import { z } from 'zod';
import { CommandFault } from '../output/command-fault.ts';

/** As the shipped file has them; a test holds the two together. */
export const RATE_LIMITS = [
  { name: 'RATE_BY_ADDRESS', namespace_id: '470101', simple: { limit: 30, period: 60 } },
  { name: 'RATE_BY_NETWORK', namespace_id: '470102', simple: { limit: 150, period: 60 } },
] as const;

export type Variables = Readonly<Record<string, string>>;

/** The settings under [vars] that are texts. */
export function variablesIn(toml: string): Variables {
  const { vars } = read(toml);
  return Object.fromEntries(
    Object.entries(Object(vars)).filter((entry): entry is [string, string] => {
      return typeof entry[1] === 'string';
    }),
  );
}

export function databaseIdIn(toml: string): string {
  const [database] = databasesIn(read(toml)) as { database_id?: unknown }[];
  return typeof database?.database_id === 'string' ? database.database_id : '';
}

/** What a deployment calls its own in the account; two deployments must share none of it. */
export interface OwnNames {
  readonly worker: string;
  readonly database: string;
  readonly queue: string;
}

export function ownNamesIn(toml: string): OwnNames {
  const names = ownNames.safeParse(read(toml));
  if (names.success) {
    const { name: worker, d1_databases: databases, queues } = names.data;
    return { worker, database: databases[0].database_name, queue: queues.producers[0].queue };
  }
  throw new CommandFault(
    'wrangler.toml does not name a Worker, a database and a queue.',
    'It needs name, database_name under [[d1_databases]] and queue under [[queues.producers]].',
    { code: 'wrangler_toml_unusual' },
  );
}

/** Two files are of one deployment or of two; what two share, the second would take from the first. */
export function requireApart(project: string, own: string): void {
  const [ours, theirs] = [Object.entries(ownNamesIn(project)), Object.values(ownNamesIn(own))];
  const shared = ours.filter(([, value], n) => value === theirs[n]).map(([what]) => what);
  if (shared.length === 0 || shared.length === ours.length) return;
  throw new CommandFault(
    `The file and wrangler.toml share their ${shared.join(' and ')}: one would overwrite the other.`,
    'Give the second deployment a name, a database_name and a queue of its own.',
    { code: 'names_shared' },
  );
}

const name = z.string().min(1);
const ownNames = z.object({
  name,
  d1_databases: z.tuple([z.object({ database_name: name })]).rest(z.unknown()),
  queues: z.object({ producers: z.tuple([z.object({ queue: name })]).rest(z.unknown()) }),
});

/** Sets variables; those that are there keep their place and the comment behind them, new ones come at the end of [vars]. */
export function withVariables(toml: string, wanted: Variables): string {
  const { vars, ...rest } = read(toml);
  let text = toml;
  for (const [name, value] of Object.entries(wanted)) text = withValue(text, 'vars', name, value);
  return proved(text, { ...rest, vars: { ...Object(vars), ...wanted } });
}

export function withDatabaseId(toml: string, id: string): string {
  const before = read(toml);
  const text = withValue(toml, '[d1_databases]', 'database_id', id);
  const [database, ...others] = databasesIn(before);
  return proved(text, { ...before, d1_databases: [{ ...database, database_id: id }, ...others] });
}

/** None where the file has none, or something else under that name. */
function databasesIn({ d1_databases: tables }: TomlTable): TomlTable[] {
  return Array.isArray(tables) ? (tables as TomlTable[]) : [];
}

/** The host of the service as a custom domain, which Cloudflare then sets up; before the first table, where it belongs. */
export function withCustomDomain(toml: string, host: string): string {
  const before = read(toml);
  const routes = [{ pattern: host, custom_domain: true }];
  const line = `routes = [{ pattern = ${quoted(host)}, custom_domain = true }]`;
  const lines = toml.split('\n');
  const known = lines.findIndex((text) => /^routes\s*=\s*\[.*\]\s*(?:#.*)?$/.test(text));
  if (known >= 0) lines[known] = line;
  else lines.splice(firstTable(lines), 0, '# Where the service is reached.', line, '');
  return proved(lines.join('\n'), { ...before, routes });
}

/** The binding by which Cloudflare sends letters; it stands in the shipped file as a comment. */
export function withEmailBinding(toml: string): string {
  const before = read(toml);
  if (before.send_email) return toml;
  const commented = /^# \[\[send_email\]\]\n# name = "EMAIL"$/m;
  const binding = '[[send_email]]\nname = "EMAIL"';
  const text = commented.test(toml)
    ? toml.replace(commented, binding)
    : `${toml.trimEnd()}\n\n${binding}\n`;
  return proved(text, { ...before, send_email: [{ name: 'EMAIL' }] });
}

/** What brakes strangers (docs/abuse.md); each that is there already stays as its owner wants it. */
export function withRateLimits(toml: string): string {
  const before = read(toml);
  const known = Array.isArray(before.ratelimits) ? (before.ratelimits as TomlTable[]) : [];
  const missing = RATE_LIMITS.filter(({ name }) => !known.some((one) => one.name === name));
  if (missing.length === 0) return toml;
  const tables = missing.map(
    ({ name, namespace_id: id, simple: { limit, period } }) =>
      `\n[[ratelimits]]\nname = "${name}"\nnamespace_id = "${id}"\nsimple = { limit = ${limit}, period = ${period} }\n`,
  );
  const text = `${toml.trimEnd()}\n${tables.join('')}`;
  return proved(text, { ...before, ratelimits: [...known, ...missing] });
}

/** `table` is what stands between the brackets of its header. */
function withValue(toml: string, table: string, name: string, value: string): string {
  const lines = toml.split('\n');
  const start = lines.findIndex((text) => text.replace(/\s*#.*$/, '').trim() === `[${table}]`);
  if (start < 0) {
    return `${toml.trimEnd()}\n\n[${table}]\n${name} = ${quoted(value)}\n`;
  }
  const next = lines.findIndex((text, at) => at > start && /^\s*\[/.test(text));
  const end = next < 0 ? lines.length : next;
  const at = lines.findIndex(
    (text, n) => n > start && n < end && new RegExp(`^\\s*${name}\\s*=`).test(text),
  );
  if (at >= 0) {
    lines[at] = `${name} = ${quoted(value)}${commentOf(lines[at] ?? '')}`;
    return lines.join('\n');
  }
  let last = end;
  while (last > start + 1 && /^\s*(?:#.*)?$/.test(lines[last - 1] ?? '')) last--;
  lines.splice(last, 0, `${name} = ${quoted(value)}`);
  return lines.join('\n');
}

/** The comment behind a value of one line, with the space before it. */
function commentOf(line: string): string {
  const behind = /^\s*[\w-]+\s*=\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^#"']*?)(\s*#.*)?$/.exec(line);
  return behind?.[1] ?? '';
}

/** Literal where that can be, so that JSON stays readable; else with escapes (TOML 1.0, strings). */
function quoted(value: string): string {
  const isPlain = !/["\\\p{Cc}]/u.test(value);
  if (isPlain) return `"${value}"`;
  return /['\p{Cc}]/u.test(value) ? JSON.stringify(value) : `'${value}'`;
}

function firstTable(lines: readonly string[]): number {
  const table = lines.findIndex((text) => /^\s*\[/.test(text));
  let at = table < 0 ? lines.length : table;
  while (at > 0 && lines[at - 1]?.startsWith('#')) at--; // the comment above belongs to the table
  return at;
}

function read(toml: string): TomlTable {
  try {
    return parse(toml);
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : 'no reason';
    throw new CommandFault(`wrangler.toml cannot be read: ${why}`, 'Mend it by hand.', {
      code: 'wrangler_toml_malformed',
    });
  }
}

function proved(text: string, wanted: TomlTable): string {
  if (sorted(read(text)) === sorted(wanted)) return text;
  throw new CommandFault(
    'wrangler.toml is written in a way that cannot be changed safely.',
    'Write each setting of [vars] on a line of its own, or set them by hand (--print shows them).',
    { code: 'wrangler_toml_unusual' },
  );
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
