import { createInterface } from 'node:readline/promises';

/** Asks at the terminal; without one nobody can be asked, and the answer is no. */
export async function isApproved(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.error('Nobody to ask here. Run it again with --yes to do it.');
    return false;
  }
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await prompt.question(`${question} [y/N] `)).trim());
  } finally {
    prompt.close();
  }
}
