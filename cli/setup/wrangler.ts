// Cloudflare's own command, the only thing here that talks to the account. Secrets go in by stdin, never as arguments,
// where everybody on the machine could read them.
import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { CommandFault } from '../output/command-fault.ts';
import { ROOT } from '../root.ts';

export interface WranglerAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Wrangler {
  run(args: readonly string[], stdin?: string): Promise<WranglerAnswer>;
}

/**
 * The project's own wrangler unless POSTMETER_WRANGLER names another executable. With `config` every call is about the
 * deployment of that file, and not about the project's own wrangler.toml.
 */
export function createWrangler(config?: string, env: NodeJS.ProcessEnv = process.env): Wrangler {
  const program = env.POSTMETER_WRANGLER || 'wrangler';
  const path = [`${ROOT}/node_modules/.bin`, env.PATH ?? ''].join(delimiter);
  // Without a terminal it asks nothing and takes what it is told.
  const environment = { ...env, PATH: path, CI: '1', WRANGLER_SEND_METRICS: 'false' };
  const which = config === undefined ? [] : ['--config', config];
  return {
    run(args, stdin = '') {
      return new Promise((resolve, reject) => {
        const child = spawn(program, [...args, ...which], {
          cwd: ROOT,
          env: environment,
          stdio: 'pipe',
        });
        let stdout = '';
        let stderr = '';
        child.stdout.on('data', (chunk: Buffer) => {
          stdout += chunk.toString();
        });
        child.stderr.on('data', (chunk: Buffer) => {
          stderr += chunk.toString();
        });
        child.once('error', (error) => reject(new CommandFault(cannotStart(error.message))));
        child.once('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
        child.stdin.on('error', () => undefined); // it may end without reading; its exit code tells
        child.stdin.end(stdin);
      });
    },
  };
}

function cannotStart(why: string): string {
  return `wrangler cannot be started (${why}). It is installed with the project: npm ci`;
}

/** What a command answered, or a fault with its last words. */
export async function mustRun(
  wrangler: Wrangler,
  args: readonly string[],
  stdin?: string,
): Promise<string> {
  const { code, stdout, stderr } = await wrangler.run(args, stdin);
  if (code === 0) return stdout;
  const said = (stderr.trim() || stdout.trim()).split('\n').slice(-6).join('\n');
  throw new CommandFault(
    `wrangler ${args.join(' ')} failed:\n${said}`,
    'Nothing is lost: mend it and run the same command again.',
    { code: 'wrangler_failed' },
  );
}

/** Whether somebody is signed in to Cloudflare on this machine. */
export async function isLoggedIn(wrangler: Wrangler): Promise<boolean> {
  return (await wrangler.run(['whoami', '--json'])).code === 0;
}
