// A script in a process of its own, as npm starts it.
import { type ChildProcess, spawn } from 'node:child_process';
import { ROOT } from '../../../cli/root.ts';
import type { Outcome } from './run-postmeter.ts';

export interface Spawned {
  readonly child: ChildProcess;
  readonly ended: Promise<Outcome>;
}

export function spawnScript(script: string, ...args: readonly string[]): Spawned {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
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
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.once('error', reject);
    // Without an exit code a signal has ended it.
    child.once('close', (code) => resolve({ code: code ?? -1, out, error }));
  });
  return { child, ended };
}
