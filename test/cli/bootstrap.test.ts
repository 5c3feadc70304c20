// The bootstrap in a project of its own, with an npm that only writes down how it was called.
import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../cli/root.ts';

const FAKE_NPM = `
import { appendFileSync, copyFileSync, mkdirSync, symlinkSync, existsSync } from 'node:fs';
appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n');
mkdirSync('node_modules', { recursive: true });
if (!existsSync('node_modules/tsx')) symlinkSync(process.env.REAL_TSX, 'node_modules/tsx');
copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
`;
const COMMAND = `
const args: string[] = process.argv.slice(2);
console.log(JSON.stringify(args));
process.exitCode = Number(args[0]);
`;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(`${tmpdir()}/postmeter-bootstrap-`);
  await mkdir(`${folder}/cli`);
  await copyFile(`${ROOT}/cli/bootstrap.mjs`, `${folder}/cli/bootstrap.mjs`);
  await writeFile(`${folder}/cli/hello.ts`, COMMAND);
  await writeFile(`${folder}/npm.mjs`, FAKE_NPM);
  await writeFile(`${folder}/tsconfig.json`, '{}');
  await lock({ 'node_modules/a': { version: '1.0.0', integrity: 'x' } });
});
afterEach(() => rm(folder, { recursive: true }));

describe('bootstrap', { timeout: 30_000 }, () => {
  it('installs what is missing, once, and says so', async () => {
    expect((await run('hello', '0')).error).toContain('Installing packages');
    expect((await run('hello', '0')).error).toBe('');
    expect(await npmCalls()).toEqual(['ci --no-audit --no-fund --loglevel=error']);
  });

  it('installs again when the lockfile names another version', async () => {
    await run('hello', '0');
    await lock({ 'node_modules/a': { version: '2.0.0', integrity: 'y' } });
    await run('hello', '0');
    expect(await npmCalls()).toHaveLength(2);
  });

  it('does not miss packages for other systems', async () => {
    await run('hello', '0');
    await lock({
      'node_modules/a': { version: '1.0.0', integrity: 'x' },
      'node_modules/mac': { version: '1.0.0', integrity: 'z', optional: true },
    });
    await run('hello', '0');
    expect(await npmCalls()).toHaveLength(1);
  });

  it('hands arguments on and keeps the exit code', async () => {
    const { code, out } = await run('hello', '7', '--flag', 'two words');
    expect(out).toBe('["7","--flag","two words"]\n');
    expect(code).toBe(7);
  });

  it('is what npx starts, where the operator is', async () => {
    await copyFile(`${ROOT}/cli/npx.mjs`, `${folder}/cli/npx.mjs`);
    await writeFile(`${folder}/cli/postmeter.ts`, `${COMMAND}console.log(process.cwd());`);
    await mkdir(`${folder}/papers`);
    const { code, out } = await start('../cli/npx.mjs', `${folder}/papers`, '3', 'two words');
    expect(out).toBe(`["3","two words"]\n${await realpath(`${folder}/papers`)}\n`);
    expect(code).toBe(3);
  });

  it('says in a sentence that it does not know a command', async () => {
    const { code, error } = await run('nonsense');
    expect(error).toBe('There is no command "nonsense". The scripts in package.json name them.\n');
    expect(code).toBe(2);
  });
});

async function lock(packages: object): Promise<void> {
  await writeFile(`${folder}/package-lock.json`, JSON.stringify({ packages }));
}

async function npmCalls(): Promise<string[]> {
  return (await readFile(`${folder}/npm.log`, 'utf8')).trim().split('\n');
}

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

const run = (...args: string[]) => start('cli/bootstrap.mjs', folder, ...args);

function start(script: string, cwd: string, ...args: string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd,
      env: {
        ...process.env,
        npm_execpath: `${folder}/npm.mjs`,
        REAL_TSX: `${ROOT}/node_modules/tsx`,
      },
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
