// A wrangler that has an account of its own in a folder: it remembers what it was called with, arguments and stdin apart,
// and what was made. `failOn` makes one command fail, as a lost connection does. A shell script, because each set-up
// calls it many times.
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';

export interface WranglerCall {
  /** The arguments with spaces between them. */
  readonly line: string;
  readonly stdin: string;
  /** The file that it was told to be about; empty for the project's own. */
  readonly config: string;
}

const SCRIPT = `#!/bin/sh
here=$(dirname "$0")
line="$*"
config=""
case "$line" in *' --config '*) config=\${line##* --config } line=\${line%% --config *} ;; esac
stdin=$(cat)
printf '%s\\t%s\\t%s\\n' "$line" "$(printf %s "$stdin" | base64 | tr -d '\\n')" "$config" >> "$here/calls"
if [ -f "$here/fail" ] && [ "$line" = "$(cat "$here/fail")" ]; then
  echo 'A request to the Cloudflare API failed.' >&2
  exit 1
fi
case "$line" in
  'whoami --json') [ ! -f "$here/signed-out" ] ;;
  --version) echo 4.86.0 ;;
  'd1 list --json')
    if [ -f "$here/database" ]; then echo '[{"uuid":"1b2c-database","name":"postmeter"}]'; else echo '[]'; fi ;;
  'd1 create postmeter') : > "$here/database" ;;
  'queues info postmeter-tasks') [ -f "$here/queue" ] ;;
  'queues create postmeter-tasks') : > "$here/queue" ;;
  'd1 migrations apply postmeter --remote' | deploy) ;;
  'secret list --format json')
    [ -f "$here/secrets" ] || exit 1
    printf '[%s]\\n' "$(sort -u "$here/secrets" | sed 's/.*/{"name":"&","type":"secret_text"}/' | paste -sd, -)" ;;
  'secret bulk') printf %s "$stdin" | tr ',' '\\n' | sed -n 's/.*"\\([A-Z_]*\\)":.*/\\1/p' >> "$here/secrets" ;;
  *) echo "unknown: $line" >&2; exit 2 ;;
esac
`;

export async function fakeWrangler(folder: string) {
  await mkdir(folder, { recursive: true });
  const program = `${folder}/wrangler`;
  await writeFile(program, SCRIPT);
  await chmod(program, 0o755);
  return {
    program,
    async calls(): Promise<readonly WranglerCall[]> {
      const text = await readFile(`${folder}/calls`, 'utf8').catch(() => '');
      return text
        .split('\n')
        .filter(Boolean)
        .map((row) => row.split('\t'))
        .map(([line = '', stdin = '', config = '']) => ({
          line,
          stdin: Buffer.from(stdin, 'base64').toString(),
          config,
        }));
    },
    forget: () => writeFile(`${folder}/calls`, ''),
    /** This command fails from now on; empty for none. */
    failOn: (command: string) => writeFile(`${folder}/fail`, command || 'none'),
    signOut: () => writeFile(`${folder}/signed-out`, ''),
  };
}
