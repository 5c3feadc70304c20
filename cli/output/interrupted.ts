import { EXIT } from './exit.ts';

/** Clears the line that a bar may stand on, and shows the cursor that a prompt may have hidden. */
const WHOLE_TERMINAL = '\r\x1b[2K\x1b[?25h';

let stated = () => 'Nothing is under way in the service because of this command.';

/** While `work` goes on, Ctrl-C says what the service does without us, and how to come back to it. */
export async function whileStated<T>(state: () => string, work: () => Promise<T>): Promise<T> {
  const before = stated;
  stated = state;
  try {
    return await work();
  } finally {
    stated = before;
  }
}

/** From here on Ctrl-C and the end of the terminal leave a sentence and a whole terminal behind. */
export function listenForInterrupts(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // A terminal sends it to npm, to the bootstrap and to us, and each passes it on: the first one counts.
    process.once(signal, () => {
      if (process.stderr.isTTY) process.stderr.write(WHOLE_TERMINAL);
      console.error(`Interrupted. ${stated()}`);
      process.exit(EXIT.interrupted);
    });
  }
}
