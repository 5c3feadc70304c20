// What a run found, as tables that can be pasted into a mail.

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

export interface Report {
  readonly address: string;
  readonly steps: readonly StepResult[];
  readonly answers: readonly Answer[];
  /** What stays behind, each a sentence. */
  readonly left: readonly string[];
}

const MAX_ANSWER_CHARACTERS = 300;

export function markdown({ address, steps, answers, left }: Report): string {
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
    'What stays behind, because no call takes it back:',
    '',
    ...left.map((sentence) => `- ${sentence}`),
    '',
    'Not asked, because asking could harm: whether failed authentications ban the caller, rate limits, and faults on the way (lost replies and the like, which only the emulator makes).',
  ].join('\n');
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
