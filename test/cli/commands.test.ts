// The commands as somebody types them: what they print and their exit codes, where no service is needed.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { makeAdminKey } from '../../cli/instance/admin-key.ts';
import { runPostmeter } from './support/run-postmeter.ts';
import { spawnScript } from './support/spawn-script.ts';

let server: Server | undefined;
afterEach(() => void server?.close());

/** Takes connections and answers nothing. */
async function silentPort(): Promise<number> {
  server = createServer((socket) => void socket.on('error', () => {}));
  const listening = server;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return (listening.address() as { port: number }).port; // a TCP server that listens has one
}

describe('arguments', () => {
  it.each([
    [['invoice'], "missing required argument 'month'"],
    [['invoice', '2026-13'], 'Write the month as YYYY-MM'],
    [['plan', 'May'], 'Write the month as YYYY-MM'],
    [['execute', '2026-10'], "required option '--manifest <hash>'"],
    [['execute', '2026-10', '--manifest', 'abc'], 'A manifest is 64 hexadecimal digits'],
    [['automation', 'now'], 'too many arguments'],
    [['prices', 'set', 'USD', '1'], "required option '--from <month>'"],
    [['prices', 'set', 'USD', '1', '--from', 'soon'], 'Write the month as YYYY-MM'],
    [['parked', 'list', 'May'], 'Write the month as YYYY-MM'],
    [['parked', 'release', 'cli_1', '2026-10', 'outlier'], "required option '--note <text>'"],
    [
      ['parked', 'release', 'cli_1', '2026-10', 'outlier', '--note', 'ok'],
      'Say it in 3 to 1000 characters',
    ],
    [['key', '../ann'], 'A name has letters'],
    [['verify'], "missing required argument 'file'"],
    [['terms', 'publish', 'rules', '1'], 'Allowed choices are terms_of_service'],
    [['terms', 'publish', 'terms_of_service', '1'], 'Give either --file with the text or --at'],
    [['billing', 'again'], "missing required argument 'invoice'"],
    [['billing', 'paid', 'INV-2026-000001'], 'An id begins with inv_'],
    [['clients', 'list', '--state', 'asleep'], 'Allowed choices are'],
    [['shadow', '2026-13'], 'Write the month as YYYY-MM'],
    [['cut-over', '--from', 'now'], 'Write the month as YYYY-MM'],
    [['import', '--nobody'], "unknown option '--nobody'"],
    [['clients', 'list', '--limit', '0'], 'Give a whole number from 1'],
    [['instances', 'add', 'Prod', '--url', 'http://x', '--key', 'k'], 'A name has small letters'],
    [['instances', 'add', 'prod', '--url', 'ftp://x', '--key', 'k'], 'An address begins with'],
  ])('%j is a usage error', async (args, says) => {
    const { code, error } = await runPostmeter(...args);
    expect(error).toContain(says);
    expect(code).toBe(2);
  });

  it('a missing key file is told in a sentence', async () => {
    const { code, error } = await runPostmeter('automation', '--key', '/nowhere/key.json');
    expect(error).toMatch(/^There is no key file at \/nowhere\/key\.json\.\n/);
    expect(code).toBe(4);
  });
});

describe('verify', () => {
  it('says in a sentence what is no file of an invoice', async () => {
    const missing = await runPostmeter('verify', '/nowhere/invoice.json');
    expect([missing.code, missing.error]).toEqual([
      1,
      'The file /nowhere/invoice.json cannot be read.\n',
    ]);
    const { code, error } = await runPostmeter('verify', 'package.json');
    expect(error).toMatch(/^package\.json is no verification file of an invoice: format is wrong/);
    expect(code).toBe(1);
  });
});

describe('in a process of its own', { timeout: 30_000 }, () => {
  it.each([
    [['--port', '70000'], 'a number from 1 to 65535'],
    [['--billing', 'sap'], 'Allowed choices are builtin, whmcs'],
  ] as const)('demo %j is a usage error', async (args, says) => {
    const { code, error } = await spawnScript('cli/demo.ts', ...args).ended;
    expect([code, error]).toEqual([2, expect.stringContaining(says)]);
  });

  it('demo says in a sentence that its port is taken', async () => {
    const port = await silentPort();
    const { code, error } = await spawnScript('cli/demo.ts', '--port', String(port)).ended;
    expect(error).toMatch(
      new RegExp(`^Port ${port} is in use, so the demo cannot start there\\.\n`),
    );
    expect(code).toBe(1);
  });
});

describe('Ctrl-C', { timeout: 30_000 }, () => {
  it('ends with a sentence and 130, whatever the command waits for', async () => {
    const folder = await mkdtemp(`${tmpdir()}/postmeter-interrupt-`);
    const key = `${folder}/key.json`;
    await writeFile(key, JSON.stringify(makeAdminKey('test')));
    const url = `http://127.0.0.1:${await silentPort()}`;
    const { child, ended } = spawnScript('cli/postmeter.ts', 'status', '--url', url, '--key', key);
    await new Promise((resolve) => server?.once('connection', resolve));
    child.kill('SIGINT');
    expect(await ended).toEqual({
      code: 130,
      out: '',
      error: 'Interrupted. Nothing is under way in the service because of this command.\n',
    });
    await rm(folder, { recursive: true });
  });
});
