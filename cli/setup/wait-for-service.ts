import { setTimeout as wait } from 'node:timers/promises';
import { CommandFault } from '../output/command-fault.ts';
import { EXIT } from '../output/exit.ts';

const EVERY_MS = 3_000;
const CALL_TIMEOUT_MS = 10_000;
/** A new address takes its time: the certificate and DNS are made after the first deployment. */
const PATIENCE_MS = 10 * 60_000;

/** Until the service answers as itself. A setting that it refuses is told by its own words. */
export async function waitForService(origin: string, patienceMs = PATIENCE_MS): Promise<void> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const seen = await look(origin);
    if (seen === 'ready') return;
    if (Date.now() + EVERY_MS > until) {
      throw new CommandFault(
        `${origin} does not answer yet: ${seen}`,
        'New addresses take up to an hour. Run the same command again later; what is done stays done.',
        { code: 'unreachable', exitCode: EXIT.unreachable },
      );
    }
    await wait(EVERY_MS);
  }
}

async function look(origin: string): Promise<string> {
  let response: Response;
  let text: string;
  try {
    const signal = AbortSignal.timeout(CALL_TIMEOUT_MS);
    response = await fetch(`${origin}/healthz`, { redirect: 'manual', signal });
    text = await response.text();
  } catch (error) {
    const { cause } = error as Error & { cause?: { code?: string } }; // fetch throws Errors
    return cause?.code ?? 'no answer';
  }
  if (text.startsWith('Postmeter is not configured')) {
    throw new CommandFault(
      `The service refuses its settings:\n${text.trim()}`,
      'docs/settings.md has each. Correct the answers and run it again.',
      { code: 'settings_wrong' },
    );
  }
  return response.ok && text.includes('"origin"') ? 'ready' : `HTTP ${response.status}`;
}
