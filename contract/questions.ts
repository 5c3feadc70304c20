// What no public source settles, asked of the real thing, inside the sandbox. Nothing is judged: the answers are for whoever
// maintains the adapter, the emulator and the settings.
import type { Answer } from './report.ts';

/** What the life of the client has left to ask about. */
export interface Inside {
  readonly clientId: string;
  readonly email: string;
  readonly currency: string;
  /** Cancelled by now; empty where none was made. */
  readonly documentId: string;
  readonly reference: string;
}

export type Ask<Raw> = (asked: Inside & { readonly raw: Raw }) => Promise<string>;
export type Question<Raw> = readonly [question: string, ask: Ask<Raw>];

export const NO_INVOICE = 'there is no invoice to ask about';

/** A name that shows how texts are kept, escaped and given back. */
export const NAME = 'A & B <ö> "C"';

export async function askQuestions<Raw>(
  questions: readonly Question<Raw>[],
  asked: Inside & { readonly raw: Raw },
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const [question, ask] of questions) {
    const answer = await ask(asked).catch((error: unknown) => `not to be had: ${String(error)}`);
    answers.push({ question, answer });
  }
  return answers;
}
