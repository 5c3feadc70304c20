// The commands as somebody types them: what they print and their exit codes, where no service is needed.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../cli/root.ts';

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function run(command: string, ...args: string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', `cli/${command}.ts`, ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, error] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      error += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, error }));
  });
}

describe.concurrent('arguments', { timeout: 30_000 }, () => {
  it.for([
    { command: 'invoice', args: [], says: "missing required argument 'month'" },
    { command: 'invoice', args: ['2026-13'], says: 'Write the month as YYYY-MM' },
    { command: 'invoice', args: ['2026-10', '--force'], says: "unknown option '--force'" },
    { command: 'automation', args: ['now'], says: 'too many arguments' },
    { command: 'prices', args: ['set', 'USD', '1'], says: "required option '--from <month>'" },
    { command: 'prices', args: ['preview', 'USD', '1'], says: "required option '--from <month>'" },
    { command: 'parked', args: ['list', 'May'], says: 'Write the month as YYYY-MM' },
    {
      command: 'parked',
      args: ['release', 'cli_1', '2026-10', 'outlier'],
      says: "required option '--note <text>'",
    },
    { command: 'key', args: ['../ann'], says: 'A name has letters' },
    { command: 'verify', args: [], says: "missing required argument 'file'" },
    {
      command: 'terms',
      args: ['publish', 'rules', '1'],
      says: 'Allowed choices are terms_of_service',
    },
    { command: 'demo', args: ['--port', '70000'], says: 'a number from 1 to 65535' },
    { command: 'demo', args: ['--billing', 'sap'], says: 'Allowed choices are builtin, whmcs' },
    { command: 'billing', args: ['again'], says: "missing required argument 'invoice'" },
    { command: 'shadow', args: ['2026-13'], says: 'Write the month as YYYY-MM' },
    { command: 'cut-over', args: ['--from', 'now'], says: 'Write the month as YYYY-MM' },
    { command: 'import', args: ['--nobody'], says: "unknown option '--nobody'" },
  ])('$command $args is a usage error', async ({ command, args, says }, { expect }) => {
    const { code, error } = await run(command, ...args);
    expect(error).toContain(says);
    expect(code).toBe(2);
  });

  it('help is not an error', async ({ expect }) => {
    const { code, out } = await run('invoice', '--help');
    expect(out).toContain('Usage: invoice');
    expect(code).toBe(0);
  });

  it('a missing key file is told in a sentence', async ({ expect }) => {
    const { code, error } = await run('automation', '--key', '/nowhere/key.json');
    expect(error).toMatch(/^There is no key file at \/nowhere\/key\.json\.\n/);
    expect(code).toBe(1);
  });
});

describe.concurrent('verify', { timeout: 30_000 }, () => {
  it('says in a sentence what is no file of an invoice', async ({ expect }) => {
    const missing = await run('verify', '/nowhere/invoice.json');
    expect([missing.code, missing.error]).toEqual([
      1,
      'The file /nowhere/invoice.json cannot be read.\n',
    ]);
    const { code, error } = await run('verify', 'package.json');
    expect(error).toMatch(/^package\.json is no verification file of an invoice: format is wrong/);
    expect(code).toBe(1);
  });
});

describe('demo', () => {
  it('says in a sentence that its port is taken', { timeout: 30_000 }, async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number }; // a TCP server that listens has one
    const { code, error } = await run('demo', '--port', String(port));
    server.close();
    expect(error).toMatch(
      new RegExp(`^Port ${port} is in use, so the demo cannot start there\\.\n`),
    );
    expect(code).toBe(1);
  });
});
