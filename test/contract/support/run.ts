// `npm run contract -- SYSTEM` in a process of its own, as an operator starts it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export type Environment = Readonly<Record<string, string>>;

function start(system: string, environment: Environment): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'contract/contract.ts', system], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

export async function run(system: string, environment: Environment) {
  const started = start(system, environment);
  let out = '';
  started.stdout?.on('data', (part) => (out += part));
  started.stderr?.on('data', (part) => (out += part));
  const [code] = await once(started, 'close');
  return { code, out };
}

/** Kills a run as soon as it is so. */
export async function killWhen(
  system: string,
  environment: Environment,
  isSo: () => Promise<boolean>,
): Promise<void> {
  const started = start(system, environment);
  const ended = once(started, 'close');
  while (!(await isSo())) {
    if (started.exitCode !== null) throw new Error('the run was over before it was to be killed');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  started.kill('SIGKILL');
  await ended;
}
