// What every npm script and `npx postmeter` go through: plain Node, so that it runs before anything is installed. Checks the Node
// version, installs what the lockfile names and is missing, and runs the command's TypeScript with tsx.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST_NODE = [20, 3];
/** Commands whose tools need a later one: vitest runs on vite, and vite on Node 20.19. */
const OLDEST_NODE_OF = { test: [20, 19], 'test-browser': [20, 19], fuzz: [20, 19] };
/** From here on Node takes tsx by `--import`; before, it had another way to load TypeScript. */
const NODE_WITH_REGISTER = [20, 6];
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

process.exitCode = await main(process.argv.slice(2));

async function main([command, ...args]) {
  const oldest = OLDEST_NODE_OF[command] ?? OLDEST_NODE;
  if (!isNodeAtLeast(oldest)) {
    const what = oldest === OLDEST_NODE ? 'Postmeter' : `npm ${command}`;
    console.error(`${what} needs Node ${oldest.join('.')} or later; this is ${process.version}.`);
    return 1;
  }
  const script = command && [`cli/${command}.ts`, `${command}/${command}.ts`].find(isInProject);
  if (!script) {
    console.error(`There is no command "${command ?? ''}". The scripts in package.json name them.`);
    return 2;
  }
  if (!isInstalled()) {
    console.error('Installing packages (npm ci, once); this takes a moment.');
    const code = await install();
    if (code !== 0) {
      console.error('npm ci failed; see above. Nothing was started.');
      return code;
    }
  }
  const tsx = pathToFileURL(createRequire(`${ROOT}package.json`).resolve('tsx')).href;
  const loader = isNodeAtLeast(NODE_WITH_REGISTER)
    ? ['--import', tsx]
    : ['--no-warnings', '--loader', tsx];
  return run(process.execPath, [...loader, `${ROOT}${script}`, ...args], {
    // A file that an operator names lies where the operator is; the other commands work on the project.
    cwd: command === 'postmeter' ? process.cwd() : ROOT,
    env: { ...process.env, TSX_TSCONFIG_PATH: `${ROOT}tsconfig.json` },
  });
}

function isInProject(path) {
  return existsSync(`${ROOT}${path}`);
}

/** Whether node_modules is what package-lock.json names, by the list that npm leaves there when it is done. */
function isInstalled() {
  const wanted = readJson('package-lock.json')?.packages ?? {};
  const installed = readJson('node_modules/.package-lock.json')?.packages;
  if (!installed) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional, link }]) => {
    if (path === '' || link) return true;
    const found = installed[path];
    // What is optional may be missing: it is for another system.
    if (!found) return optional === true;
    return found.version === version && found.integrity === integrity;
  });
}

/** npm's own chatter goes to stderr, so that a command's output stays its own. */
function install() {
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const stdio = ['ignore', process.stderr, process.stderr];
  if (npm) return run(process.execPath, [npm, ...args], { stdio });
  return run('npm', args, { stdio, shell: process.platform === 'win32' });
}

/** Runs a program, in the project's folder unless another is named, hands signals on, and answers its exit code. */
function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
    const forward = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    child.once('error', (error) => {
      console.error(`${program} cannot be started: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve(code ?? 128 + (SIGNAL_NUMBERS[signal] ?? 0));
    });
  });
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(`${ROOT}${path}`, 'utf8'));
  } catch {
    return undefined;
  }
}

function isNodeAtLeast([major, minor]) {
  const [ours = 0, oursMinor = 0] = process.versions.node.split('.').map(Number);
  return ours > major || (ours === major && oursMinor >= minor);
}
