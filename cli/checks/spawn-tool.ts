import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { ROOT } from '../root.ts';
import { noiseFilter } from './without-noise.ts';

export interface ToolResult {
  /** Null when it was ended because `isOverdue` said so. */
  readonly code: number | null;
  /** What it printed, both streams as they came; empty when it was shown. */
  readonly output: string;
}

const WATCH_MS = 2_000;

/** Runs an installed tool by its JavaScript entry, in the project's folder, without anybody to ask. */
export function spawnTool(
  entry: string,
  args: readonly string[],
  output: 'kept' | 'shown' = 'kept',
  isOverdue: () => Promise<boolean> = async () => false,
): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${ROOT}/node_modules/${entry}`, ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      // The tool sees pipes; whether colours are wanted is for our own terminal to say.
      env: process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env,
    });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (output === 'shown') show(stream);
      else stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    }
    let wasEnded = false;
    const watch = setInterval(async () => {
      if (!(await isOverdue())) return;
      wasEnded = true;
      child.kill('SIGKILL');
      // Whatever it had started keeps the pipes open; there is nothing more to hear.
      child.stdout.destroy();
      child.stderr.destroy();
    }, WATCH_MS);
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(watch);
      const output = Buffer.concat(chunks).toString('utf8');
      resolve({ code: wasEnded ? null : (code ?? 1), output });
    });
  });
}

/** Line by line, without what workerd says of faults that tests provoke. */
function show(stream: Readable): void {
  const isShown = noiseFilter();
  createInterface({ input: stream }).on('line', (line) => {
    if (isShown(line)) console.log(line);
  });
}
