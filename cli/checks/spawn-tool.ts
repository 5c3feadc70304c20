import { spawn } from 'node:child_process';
import { ROOT } from '../root.ts';

export interface ToolResult {
  readonly code: number;
  /** What it printed, both streams as they came; empty when it printed to the terminal itself. */
  readonly output: string;
}

/** Runs an installed tool by its JavaScript entry, in the project's folder, without anybody to ask. */
export function spawnTool(
  entry: string,
  args: readonly string[],
  output: 'kept' | 'shown' = 'kept',
): Promise<ToolResult> {
  const stream = output === 'shown' ? 'inherit' : 'pipe';
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${ROOT}/node_modules/${entry}`, ...args], {
      cwd: ROOT,
      stdio: ['ignore', stream, stream],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }),
    );
  });
}
