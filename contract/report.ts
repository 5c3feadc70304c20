// What a run found, as tables that can be pasted into a mail.
import type { Refusal } from './refusals.ts';

export interface StepResult {
  readonly step: string;
  /** Empty where it went as it must. */
  readonly fault: string;
}

export interface Answer {
  /** Number in the list of open questions, or empty. */
  readonly question: string;
  readonly answer: string;
}

/** What was refused in sentences of its own. */
export interface HeardRefusal extends Refusal {
  /** What the adapter takes it for. */
  readonly meaning: string;
}

export interface Report {
  readonly address: string;
  readonly steps: readonly StepResult[];
  readonly answers: readonly Answer[];
  readonly refusals: readonly HeardRefusal[];
  /** What stays behind, each a sentence. */
  readonly left: readonly string[];
}

const MAX_ANSWER_CHARACTERS = 300;

export function markdown({ address, steps, answers, refusals, left }: Report): string {
  const failed = steps.filter(({ fault }) => fault !== '').length;
  return [
    `# Contract of ${address}`,
    '',
    `${steps.length - failed} of ${steps.length} steps went as they must.`,
    '',
    ...tableOf(
      ['step', 'result'],
      steps.map(({ step, fault }) => [step, fault || 'as it must']),
    ),
    '',
    'What the vendor does not document, and what this system did:',
    '',
    ...tableOf(
      ['question', 'answer'],
      answers.map(({ question, answer }) => [question, answer]),
    ),
    '',
    ...wordsOf(refusals),
    'What stays behind, because no call takes it back:',
    '',
    ...left.map((sentence) => `- ${sentence}`),
    '',
    'Not asked, because asking could harm: whether failed authentications ban the caller, rate limits, and faults on the way (lost replies and the like, which only the emulator makes).',
  ].join('\n');
}

/** One to a line, for a run that did not come to its report. */
export function refusalLine({ call, status, words, meaning }: HeardRefusal): string {
  return `${call} was refused with HTTP ${status}: "${words}" That is taken for: ${meaning}.`;
}

function wordsOf(refusals: readonly HeardRefusal[]): string[] {
  if (refusals.length === 0) return [];
  return [
    'What was refused, in its own words, and what that is taken for. Words of its own for missing, taken, key, permission and address go into `…_REFUSAL_WORDS`:',
    '',
    ...tableOf(
      ['call', 'HTTP', 'its words', 'taken for'],
      refusals.map(({ call, status, words, meaning }) => [call, String(status), words, meaning]),
    ),
    '',
  ];
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function cell(text: string): string {
  const whole = text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
  return whole.length <= MAX_ANSWER_CHARACTERS
    ? whole
    : `${whole.slice(0, MAX_ANSWER_CHARACTERS)}…`;
}
